"""Every code there is, one module a family; `ALL` is the whole table."""
