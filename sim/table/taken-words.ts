/**
 * Words that a header of a column cannot be without quotes or surprises: reserved in SQL (those of DuckDB, as
 * `duckdb_keywords()` lists them, of SQLite, of PostgreSQL and of MySQL 8), keywords of Python, and attributes of a pandas
 * DataFrame or of a row of one, which `table.word` gives instead of the column.
 */
const sql =
  "accessible add all alter analyse analyze and any array as asc asensitive asymmetric before between bigint binary blob both by call cast " +
  "cascade case change char character check collate column condition constraint continue convert create cross cube cume_dist " +
  "current_date current_time current_timestamp current_user cursor database databases day_hour day_minute day_second dec decimal " +
  "declare default deferrable delayed delete dense_rank desc describe deterministic distinct distinctrow div do double drop dual each " +
  "else elseif empty enclosed end escaped except exists exit explain false fetch first_value float for force foreign from fulltext " +
  "function generated get grant group grouping groups having high_priority if ignore in index infile initially inner inout insensitive " +
  "insert int integer intersect interval into is iterate join json_table key keys kill lag lambda last_value lateral lead leading leave " +
  "left like limit linear lines load localtime localtimestamp lock long longblob longtext loop low_priority match mediumint mod modifies " +
  "natural not nth_value ntile null numeric of offset on only optimize option optionally or order out outer outfile over partition " +
  "percent_rank pivot pivot_longer pivot_wider placing precision primary procedure purge qualify range rank read reads real recursive " +
  "references regexp release rename repeat replace require resignal restrict return returning revoke right rlike row row_number rows " +
  "schema schemas select sensitive separator session_user set show signal smallint some spatial specific ssl starting straight_join " +
  "summarize symmetric system table terminated then tinyint to trailing transaction trigger true undo union unique unlock unpivot " +
  "unsigned update usage use user using utc_date utc_time utc_timestamp values varbinary varchar variadic varying virtual when where " +
  "while window with within without write xor year_month zerofill";

const python =
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not " +
  "or pass raise return try while with yield";

const pandas =
  "abs add agg aggregate align all any apply applymap asfreq asof assign astype at attrs axes backfill bfill bool boxplot clip columns " +
  "combine compare copy corr corrwith count cov cummax cummin cumprod cumsum describe diff div divide dot drop droplevel dropna dtypes " +
  "duplicated empty eq equals eval ewm expanding explode ffill fillna filter first flags floordiv ge get groupby gt head hist iat idxmax " +
  "idxmin iloc index info insert interpolate isetitem isin isna isnull items iterrows itertuples join keys kurt kurtosis last le loc lt " +
  "map mask max mean median melt memory_usage merge min mod mode mul multiply name ndim ne nlargest notna notnull nsmallest nunique pad " +
  "pipe pivot plot pop pow prod product quantile query radd rank rdiv reindex rename replace resample rolling round sample sem shape " +
  "shift size skew squeeze stack std style sub subtract sum swapaxes swaplevel tail take transform transpose truediv truncate unstack " +
  "update value_counts values var where xs";

export const takenWords: ReadonlySet<string> = new Set([sql, python, pandas].flatMap((list) => list.split(" ")));
