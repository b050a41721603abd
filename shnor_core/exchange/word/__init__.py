"""Documents of Word written from plain values: blocks, tables, native charts, real lists."""
