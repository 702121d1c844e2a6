#ifndef CASUS_BENCH_DUCKDB_H_
#define CASUS_BENCH_DUCKDB_H_

#include <dlfcn.h>

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace casus::bench {

[[noreturn]] inline void Fail(const std::string& what) {
  std::cerr << "bench: " << what << "\n";
  std::exit(1);
}

// The part of DuckDB's C API that is used here, declared as its manual has it, since the library is
// to be had without a header. Handles are pointers, indexes 64 bits wide, and 0 is success.
struct DuckdbResult {
  std::uint64_t deprecated_counts[3];
  void* deprecated_columns;
  char* deprecated_error;
  void* internal;
};

struct DuckdbApi {
  int (*open)(const char* path, void** database);
  void (*close)(void** database);
  int (*connect)(void* database, void** connection);
  void (*disconnect)(void** connection);
  const char* (*version)();
  int (*query)(void* connection, const char* sql, DuckdbResult* result);
  const char* (*result_error)(DuckdbResult* result);
  void (*destroy_result)(DuckdbResult* result);
  int (*prepare)(void* connection, const char* sql, void** statement);
  const char* (*prepare_error)(void* statement);
  void (*destroy_prepare)(void** statement);
  int (*bind_int32)(void* statement, std::uint64_t parameter, std::int32_t value);
  int (*execute_prepared)(void* statement, DuckdbResult* result);
  void* (*fetch_chunk)(DuckdbResult result);
  std::uint64_t (*data_chunk_get_size)(void* chunk);
  void* (*data_chunk_get_vector)(void* chunk, std::uint64_t column);
  void* (*vector_get_data)(void* vector);
  void (*destroy_data_chunk)(void** chunk);
  int (*appender_create)(void* connection, const char* schema, const char* table, void** appender);
  int (*append_int32)(void* appender, std::int32_t value);
  int (*appender_end_row)(void* appender);
  int (*appender_destroy)(void** appender);

  // Null without CASUS_DUCKDB.
  static const DuckdbApi* Get() {
    static const std::optional<DuckdbApi> api = Load();
    return api ? &*api : nullptr;
  }

 private:
  static std::optional<DuckdbApi> Load() {
    const char* const path = std::getenv("CASUS_DUCKDB");
    if (path == nullptr || *path == '\0') return std::nullopt;
    void* const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) Fail(dlerror());
    DuckdbApi api{};
    const auto find = [&](const std::string& name, auto& function) {
      void* const symbol = dlsym(library, ("duckdb_" + name).c_str());
      if (symbol == nullptr) Fail(dlerror());
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(symbol);
    };
    find("open", api.open);
    find("close", api.close);
    find("connect", api.connect);
    find("disconnect", api.disconnect);
    find("library_version", api.version);
    find("query", api.query);
    find("result_error", api.result_error);
    find("destroy_result", api.destroy_result);
    find("prepare", api.prepare);
    find("prepare_error", api.prepare_error);
    find("destroy_prepare", api.destroy_prepare);
    find("bind_int32", api.bind_int32);
    find("execute_prepared", api.execute_prepared);
    find("fetch_chunk", api.fetch_chunk);
    find("data_chunk_get_size", api.data_chunk_get_size);
    find("data_chunk_get_vector", api.data_chunk_get_vector);
    find("vector_get_data", api.vector_get_data);
    find("destroy_data_chunk", api.destroy_data_chunk);
    find("appender_create", api.appender_create);
    find("append_int32", api.append_int32);
    find("appender_end_row", api.appender_end_row);
    find("appender_destroy", api.appender_destroy);
    return api;
  }
};

// A database in memory, asked in one thread. Whatever goes wrong ends the program.
class Duckdb {
 public:
  explicit Duckdb(const DuckdbApi& api) : api_(api) {
    if (api_.open(nullptr, &database_) != 0 || api_.connect(database_, &connection_) != 0) {
      Fail("DuckDB does not open");
    }
    SetThreads(1);
  }
  Duckdb(const Duckdb&) = delete;
  Duckdb& operator=(const Duckdb&) = delete;
  ~Duckdb() {
    api_.disconnect(&connection_);
    api_.close(&database_);
  }

  void SetThreads(int threads) { Run("SET threads = " + std::to_string(threads)); }

  void Run(const std::string& sql) {
    DuckdbResult result = Query(sql);
    api_.destroy_result(&result);
  }

  // The first row of the answer: numbers of 64 bits.
  template <typename... Numbers>
  void Ask(const std::string& sql, Numbers&... numbers) {
    DuckdbResult result = Query(sql);
    void* chunk = api_.fetch_chunk(result);
    std::uint64_t column = 0;
    ((numbers = *static_cast<const Numbers*>(
          api_.vector_get_data(api_.data_chunk_get_vector(chunk, column++)))),
     ...);
    api_.destroy_data_chunk(&chunk);
    api_.destroy_result(&result);
  }

  // A table of columns of INTEGER, which are equally long.
  void MakeTable(const std::string& name, const std::vector<std::string>& column_names,
                 const std::vector<std::span<const std::int32_t>>& columns) {
    std::string declared;
    for (const std::string& column : column_names) {
      declared += (declared.empty() ? "" : ", ") + column + " INTEGER NOT NULL";
    }
    Run("CREATE TABLE " + name + "(" + declared + ")");
    void* appender = nullptr;
    Check(api_.appender_create(connection_, nullptr, name.c_str(), &appender));
    for (std::size_t row = 0; row < columns[0].size(); ++row) {
      for (const std::span<const std::int32_t> column : columns) {
        Check(api_.append_int32(appender, column[row]));
      }
      Check(api_.appender_end_row(appender));
    }
    Check(api_.appender_destroy(&appender));
  }

  // A statement made once. Its answer's first column is BIGINT; the database must outlive it.
  class Statement {
   public:
    Statement(const Duckdb& duckdb, const std::string& sql) : api_(duckdb.api_) {
      if (api_.prepare(duckdb.connection_, sql.c_str(), &statement_) != 0) {
        Fail(std::string("DuckDB: ") + api_.prepare_error(statement_));
      }
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { api_.destroy_prepare(&statement_); }

    // Replaces `answer` by the first column.
    void Ask(std::initializer_list<std::int32_t> parameters, std::vector<std::int64_t>& answer) {
      answer.clear();
      std::uint64_t number = 0;
      for (const std::int32_t parameter : parameters) {
        api_.bind_int32(statement_, ++number, parameter);
      }
      DuckdbResult result{};
      if (api_.execute_prepared(statement_, &result) != 0) {
        Fail(std::string("DuckDB: ") + api_.result_error(&result));
      }
      while (void* chunk = api_.fetch_chunk(result)) {
        const auto* const values = static_cast<const std::int64_t*>(
            api_.vector_get_data(api_.data_chunk_get_vector(chunk, 0)));
        answer.insert(answer.end(), values, values + api_.data_chunk_get_size(chunk));
        api_.destroy_data_chunk(&chunk);
      }
      api_.destroy_result(&result);
    }

   private:
    const DuckdbApi& api_;
    void* statement_ = nullptr;
  };

 private:
  static void Check(int state) {
    if (state != 0) Fail("DuckDB does not take the rows");
  }
  DuckdbResult Query(const std::string& sql) {
    DuckdbResult result{};
    if (api_.query(connection_, sql.c_str(), &result) != 0) {
      Fail(std::string("DuckDB: ") + api_.result_error(&result));
    }
    return result;
  }

  const DuckdbApi& api_;
  void* database_ = nullptr;
  void* connection_ = nullptr;
};

}  // namespace casus::bench

#endif  // CASUS_BENCH_DUCKDB_H_
