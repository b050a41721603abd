-- Marks of pupils → results of schools, the columns `import` takes. No engine's own words are used: the same
-- text runs on DuckDB and, through a transpiler, on a cluster. A pupil without a mark did not write the work.
select
    school,
    kind,
    subject,
    grade,
    year,
    season,
    count(mark) as n,
    sum(case when mark = 2 then 1 else 0 end) as n2,
    sum(case when mark = 3 then 1 else 0 end) as n3,
    sum(case when mark = 4 then 1 else 0 end) as n4,
    sum(case when mark = 5 then 1 else 0 end) as n5
from pupils
where mark between 2 and 5
group by school, kind, subject, grade, year, season
order by school, kind, subject, grade, year, season
