-- References the tables do not declare: rows that lead nowhere. A log may outlive its territory, so it is not asked.
select 'school' as table_name, 'parent_id' as column_name, count(*) as lost
from school as child
anti join school as parent on child.parent_id = parent.school_id
where child.parent_id is not null
union all
select 'decision_log', 'undoes', count(*)
from decision_log as child
anti join decision_log as parent on child.undoes = parent.decision_id
where child.undoes is not null
union all
select 'meeting_item', 'meeting_id', count(*)
from meeting_item as child
anti join meeting as parent on child.meeting_id = parent.meeting_id;
