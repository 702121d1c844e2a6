// Timeline beside SQL: the same rows and the same questions. Names are
// <question>/<shape>/<rows>/<method>.
//
// Peers, in memory, in one thread, by prepared statements:
//   sqlite        an R*Tree of one dimension (rtree_i32)
//   sqlite_table  a table with an index on (first, last), which covers the questions
//   duckdb        a table sorted by begin, so that its zone maps can skip what begins too late; at
//                 run time from the library that the environment variable CASUS_DUCKDB names
//   *_sweep       months only: running sums of what began and ended, which whoever knows that the
//                 join of months with rows is slow would write. Needs a calendar in a table.
//
// What a visit does with the rows is to add up their numbers. SQL does that inside of the engine,
// by sum(): no row is handed out, which makes it as fast as it can be there.

#include <benchmark/benchmark.h>
#ifdef CASUS_BENCH_SQLITE
#include <sqlite3.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "casus/timeline/timeline.h"
#include "duckdb.h"
#include "shapes.h"

namespace casus::bench {
namespace {

// One number, or one for each month.
using Answer = std::vector<std::int64_t>;

enum class Question { kCount, kSum, kMonths };

// Answers all questions from the rows that it was made of.
class Peer {
 public:
  Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  virtual ~Peer() = default;
  virtual bool Answers(Question /*question*/) const { return true; }
  // `answer` is replaced. The period is of no matter to kMonths.
  virtual void Ask(Question question, Period period, Answer& answer) = 0;
};

class Casus : public Peer {
 public:
  explicit Casus(const std::vector<SpanBounds>& spans)
      : timeline_(Timeline::Build(spans).value()) {}

  void Ask(Question question, Period period, Answer& answer) override {
    answer.clear();
    const bool one_day = period.last() - period.first() == 1;
    switch (question) {
      case Question::kCount:
        answer.push_back(
            (one_day ? timeline_.CountAt(period.first()) : timeline_.CountDuring(period)).certain);
        break;
      case Question::kSum: {
        std::int64_t sum = 0;
        const auto add = [&](std::span<const Row> rows, Truth) {
          sum = std::accumulate(rows.begin(), rows.end(), sum);
        };
        if (one_day) {
          timeline_.RunsAt(period.first(), add);
        } else {
          timeline_.RunsDuring(period, add);
        }
        answer.push_back(sum);
        break;
      }
      case Question::kMonths: {
        const std::vector<BinCount> months = timeline_.CountByBin(Bin::kMonth, kWhole).value();
        for (const BinCount& month : months) answer.push_back(month.count.certain);
        break;
      }
    }
  }

 private:
  Timeline timeline_;
};

// One row of the tables of spans: the days on which it holds, the last one too.
struct Line {
  std::int32_t id;
  std::int32_t first;
  std::int32_t last;
};

// In the order of their begins.
std::vector<Line> Lines(const std::vector<SpanBounds>& spans) {
  std::vector<Line> lines;
  lines.reserve(spans.size());
  for (const SpanBounds& span : spans) {
    lines.push_back({static_cast<std::int32_t>(lines.size()), span.begin_earliest.number(),
                     span.end_latest.number() - 1});
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.first < b.first; });
  return lines;
}

// Tables of the months, and of the days with their months.
std::vector<std::string> CalendarSql() {
  std::string months;
  std::string days;
  std::int32_t month = 0;
  const std::vector<BinCount> bins = Timeline().CountByBin(Bin::kMonth, kWhole).value();
  for (const BinCount& bin : bins) {
    months += (months.empty() ? "(" : ", (") + std::to_string(month) + ", " +
              std::to_string(bin.bin.first().number()) + ", " +
              std::to_string(bin.bin.last().number() - 1) + ")";
    for (Day day = bin.bin.first(); day < bin.bin.last(); day = day + 1) {
      days += (days.empty() ? "(" : ", (") + std::to_string(day.number()) + ", " +
              std::to_string(month) + ")";
    }
    ++month;
  }
  return {"CREATE TABLE months(id INTEGER PRIMARY KEY, first INTEGER, last INTEGER)",
          "INSERT INTO months VALUES " + months,
          "CREATE TABLE days(day INTEGER PRIMARY KEY, month INTEGER)",
          "INSERT INTO days VALUES " + days};
}

// The questions about a table, in what SQL is common to both. The casts make all answers BIGINT.
// Parameters are the last day and the first day of the period.
std::string CountSql(const std::string& table) {
  return "SELECT count(*) FROM " + table + " WHERE first <= ? AND last >= ?";
}
std::string SumSql(const std::string& table) {
  return "SELECT CAST(coalesce(sum(id), 0) AS BIGINT) FROM " + table +
         " WHERE first <= ? AND last >= ?";
}
std::string MonthsSql(const std::string& table) {
  return "SELECT count(s.id) FROM months m LEFT JOIN " + table +
         " s ON s.first <= m.last AND s.last >= m.first GROUP BY m.id ORDER BY m.id";
}
std::string SweepSql(const std::string& table) {
  const auto by_month = [&](const std::string& column) {
    return "SELECT month, sum(n) AS n FROM (SELECT " + column + " AS day, count(*) AS n FROM " +
           table + " GROUP BY 1) counted JOIN days USING (day) GROUP BY month";
  };
  return "WITH begun AS (" + by_month("first") + "), ended AS (" + by_month("last") +
         ") SELECT CAST(sum(coalesce(begun.n, 0)) OVER (ORDER BY m.id) - "
         "coalesce(sum(coalesce(ended.n, 0)) OVER (ORDER BY m.id ROWS BETWEEN UNBOUNDED PRECEDING "
         "AND 1 PRECEDING), 0) AS BIGINT) FROM months m LEFT JOIN begun ON begun.month = m.id "
         "LEFT JOIN ended ON ended.month = m.id ORDER BY m.id";
}

#ifdef CASUS_BENCH_SQLITE
class SqliteDatabase {
 public:
  explicit SqliteDatabase(const std::vector<SpanBounds>& spans) {
    Check(sqlite3_open_v2(":memory:", &database_,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                          nullptr));
    Run("BEGIN");
    for (const std::string& sql : CalendarSql()) Run(sql);
    Run("CREATE VIRTUAL TABLE tree USING rtree_i32(id, first, last)");
    Run("CREATE TABLE spans(id INTEGER PRIMARY KEY, first INTEGER, last INTEGER)");
    const std::vector<Line> lines = Lines(spans);
    Load("INSERT INTO tree VALUES (?, ?, ?)", lines);
    Load("INSERT INTO spans VALUES (?, ?, ?)", lines);
    Run("CREATE INDEX spans_first ON spans(first, last)");
    Run("CREATE INDEX spans_last ON spans(last)");  // for the sweep
    Run("COMMIT");
    Run("ANALYZE");
  }
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;
  ~SqliteDatabase() { sqlite3_close_v2(database_); }

  void Check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE) {
      Fail(std::string("SQLite: ") + sqlite3_errmsg(database_));
    }
  }
  sqlite3_stmt* Prepare(const std::string& sql) const {
    sqlite3_stmt* statement = nullptr;
    Check(sqlite3_prepare_v3(database_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                             nullptr));
    return statement;
  }

 private:
  void Run(const std::string& sql) const {
    Check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
  }
  void Load(const std::string& sql, const std::vector<Line>& lines) const {
    sqlite3_stmt* const statement = Prepare(sql);
    for (const Line& line : lines) {
      Check(sqlite3_bind_int(statement, 1, line.id));
      Check(sqlite3_bind_int(statement, 2, line.first));
      Check(sqlite3_bind_int(statement, 3, line.last));
      Check(sqlite3_step(statement));
      Check(sqlite3_reset(statement));
    }
    sqlite3_finalize(statement);
  }

  sqlite3* database_ = nullptr;
};

class Sqlite : public Peer {
 public:
  // Those of `sql` are asked that are not empty.
  Sqlite(std::shared_ptr<const SqliteDatabase> database, const std::array<std::string, 3>& sql)
      : database_(std::move(database)) {
    for (std::size_t i = 0; i < sql.size(); ++i) {
      if (!sql[i].empty()) statements_[i] = database_->Prepare(sql[i]);
    }
  }
  ~Sqlite() override {
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
  }

  bool Answers(Question question) const override {
    return statements_[static_cast<std::size_t>(question)] != nullptr;
  }
  void Ask(Question question, Period period, Answer& answer) override {
    answer.clear();
    sqlite3_stmt* const statement = statements_[static_cast<std::size_t>(question)];
    if (question != Question::kMonths) {
      sqlite3_bind_int(statement, 1, period.last().number() - 1);
      sqlite3_bind_int(statement, 2, period.first().number());
    }
    int code = SQLITE_OK;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      answer.push_back(sqlite3_column_int64(statement, 0));
    }
    database_->Check(code);
    sqlite3_reset(statement);
  }

 private:
  std::shared_ptr<const SqliteDatabase> database_;
  std::array<sqlite3_stmt*, 3> statements_{};
};
#endif

void LoadDuckdb(Duckdb& duckdb, const std::vector<SpanBounds>& spans) {
  for (const std::string& sql : CalendarSql()) duckdb.Run(sql);
  std::array<std::vector<std::int32_t>, 3> columns;
  for (const Line& line : Lines(spans)) {
    columns[0].push_back(line.id);
    columns[1].push_back(line.first);
    columns[2].push_back(line.last);
  }
  duckdb.MakeTable("spans", {"id", "first", "last"}, {columns[0], columns[1], columns[2]});
}

class DuckdbPeer : public Peer {
 public:
  // Those of `sql` are asked that are not empty.
  DuckdbPeer(std::shared_ptr<const Duckdb> database, const std::array<std::string, 3>& sql)
      : database_(std::move(database)) {
    for (std::size_t i = 0; i < sql.size(); ++i) {
      if (!sql[i].empty()) statements_[i].emplace(*database_, sql[i]);
    }
  }

  bool Answers(Question question) const override {
    return statements_[static_cast<std::size_t>(question)].has_value();
  }
  void Ask(Question question, Period period, Answer& answer) override {
    Duckdb::Statement& statement = *statements_[static_cast<std::size_t>(question)];
    if (question == Question::kMonths) {
      statement.Ask({}, answer);
    } else {
      statement.Ask({period.last().number() - 1, period.first().number()}, answer);
    }
  }

 private:
  std::shared_ptr<const Duckdb> database_;
  std::array<std::optional<Duckdb::Statement>, 3> statements_;
};

// Periods of `length` days, in an order in which any number of them is spread evenly: a slow peer
// is asked few, and what they cost may depend on how late they are.
std::vector<Period> SpreadPeriods(std::int64_t length) {
  std::vector<Period> periods;
  double place = 0;
  while (periods.size() < 1024) {
    place += 0.6180339887498949;
    place -= std::floor(place);
    const Day first =
        kFirst + static_cast<std::int64_t>(place * static_cast<double>(kDays - length + 1));
    periods.push_back(Period::Of(first, first + length));
  }
  return periods;
}

constexpr std::int64_t kOnePercent = kDays / 100;

using Peers = std::map<std::string, std::unique_ptr<Peer>>;

// Exits if they do not agree.
void CheckAgree(const std::string& name, const Peers& peers) {
  Answer expected;
  Answer answer;
  const auto check = [&](Question question, Period period) {
    peers.at("casus")->Ask(question, period, expected);
    for (const auto& [method, peer] : peers) {
      if (!peer->Answers(question)) continue;
      peer->Ask(question, period, answer);
      if (answer != expected) Fail(name + ": " + method + " answers something else");
    }
  };
  for (const std::int64_t length : {std::int64_t{1}, kOnePercent, kDays}) {
    const std::vector<Period> periods = SpreadPeriods(length);
    for (std::size_t i = 0; i < 8; ++i) {
      check(Question::kCount, periods[i]);
      check(Question::kSum, periods[i]);
    }
  }
  check(Question::kMonths, kWhole);
}

Peers MakePeers(const std::string& name, Shape shape, std::size_t size) {
  const std::vector<SpanBounds> spans = Spans(shape, size);
  Peers peers;
  peers["casus"] = std::make_unique<Casus>(spans);
  using Sql = std::array<std::string, 3>;
  const auto sql = [](const std::string& table) {
    return Sql{CountSql(table), SumSql(table), MonthsSql(table)};
  };
  const Sql sweep = {"", "", SweepSql("spans")};
#ifdef CASUS_BENCH_SQLITE
  const auto sqlite = std::make_shared<const SqliteDatabase>(spans);
  peers["sqlite"] = std::make_unique<Sqlite>(sqlite, sql("tree"));
  // No months: each of them would look at half of the table.
  peers["sqlite_table"] =
      std::make_unique<Sqlite>(sqlite, Sql{CountSql("spans"), SumSql("spans"), ""});
  peers["sqlite_sweep"] = std::make_unique<Sqlite>(sqlite, sweep);
#endif
  if (const DuckdbApi* const api = DuckdbApi::Get()) {
    const auto duckdb = std::make_shared<Duckdb>(*api);
    LoadDuckdb(*duckdb, spans);
    peers["duckdb"] = std::make_unique<DuckdbPeer>(duckdb, sql("spans"));
    peers["duckdb_sweep"] = std::make_unique<DuckdbPeer>(duckdb, sweep);
  }
  CheckAgree(name, peers);
  return peers;
}

// Made and checked when first asked for, and kept for the other benchmarks of the run.
Peer& PeerOf(Shape shape, std::size_t size, const std::string& method) {
  static auto* const kept = new std::map<std::string, Peers>();
  const std::string name = std::string(1, static_cast<char>(shape)) + "/" + std::to_string(size);
  Peers& peers = (*kept)[name];
  if (peers.empty()) peers = MakePeers(name, shape, size);
  return *peers.at(method);
}

void Register(const std::string& name, Shape shape, std::size_t size, Question question,
              std::int64_t length, const std::string& method) {
  const std::string full =
      name + "/" + static_cast<char>(shape) + "/" + std::to_string(size) + "/" + method;
  benchmark::RegisterBenchmark(full.c_str(), [=](benchmark::State& state) {
    Peer& peer = PeerOf(shape, size, method);
    const std::vector<Period> periods = SpreadPeriods(length);
    // Not one by one, so that no peer is asked about one or two periods only.
    const std::size_t batch = question == Question::kMonths ? 1 : 16;
    Answer answer;
    std::size_t next = 0;
    while (state.KeepRunningBatch(static_cast<std::int64_t>(batch))) {
      for (std::size_t i = 0; i < batch; ++i) {
        peer.Ask(question, periods[next], answer);
        benchmark::DoNotOptimize(answer.data());
        next = (next + 1) % periods.size();
      }
    }
  });
}

void RegisterAll() {
  std::vector<std::string> methods = {"casus"};
  std::vector<std::string> month_methods = {"casus"};
#ifdef CASUS_BENCH_SQLITE
  methods.insert(methods.end(), {"sqlite", "sqlite_table"});
  month_methods.insert(month_methods.end(), {"sqlite", "sqlite_sweep"});
  benchmark::AddCustomContext("sqlite", sqlite3_libversion());
#else
  std::cerr << "bench_sql: built without SQLite; its rows are left out\n";
#endif
  if (const DuckdbApi* const api = DuckdbApi::Get()) {
    methods.emplace_back("duckdb");
    month_methods.insert(month_methods.end(), {"duckdb", "duckdb_sweep"});
    benchmark::AddCustomContext("duckdb", api->version());
  } else {
    std::cerr << "bench_sql: CASUS_DUCKDB does not name libduckdb.so; DuckDB's rows are left out\n";
  }
  for (const std::size_t size : {std::size_t{100'000}, std::size_t{1'000'000}}) {
    for (const Shape shape : {Shape::kEvents, Shape::kSpells, Shape::kOpen}) {
      for (const std::string& method : methods) {
        Register("sql_at_count", shape, size, Question::kCount, 1, method);
        Register("sql_during_1%_count", shape, size, Question::kCount, kOnePercent, method);
        Register("sql_at_visit", shape, size, Question::kSum, 1, method);
        Register("sql_during_1%_visit", shape, size, Question::kSum, kOnePercent, method);
      }
      for (const std::string& method : month_methods) {
        Register("sql_months", shape, size, Question::kMonths, kDays, method);
      }
    }
  }
}

}  // namespace
}  // namespace casus::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  casus::bench::RegisterAll();
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
