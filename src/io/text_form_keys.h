#ifndef CASUS_SRC_IO_TEXT_FORM_KEYS_H_
#define CASUS_SRC_IO_TEXT_FORM_KEYS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "casus/base/error.h"
#include "casus/base/id.h"
#include "casus/chronicle/source.h"

namespace casus::text_form {

inline constexpr std::size_t kTableCount = kTokens<Table>.size();

// The place of T in a list of types, as both Table and FactRef have one. REQUIRES: it is there.
template <typename T, template <typename...> typename List, typename... Ts>
constexpr std::size_t IndexIn(const List<Ts...>*) {
  static_assert((std::is_same_v<T, Ts> || ...));
  std::size_t index = 0;
  bool found = false;
  ((found = found || std::is_same_v<T, Ts>, index += found ? 0 : 1), ...);
  return index;
}

// The table that an id names a row of.
template <typename Tag>
inline constexpr Table kTableOfTag =
    static_cast<Table>(IndexIn<Id<Tag>>(static_cast<FactRef*>(nullptr)));

// Places of which one thing is known.
inline Where InFile(std::string file, std::uint64_t line = 0) {
  Where where;
  where.file = std::move(file);
  where.line = line;
  return where;
}
inline Where InField(std::string_view field) {
  Where where;
  where.field = field;
  return where;
}
inline Where AtColumn(std::uint64_t column) {
  Where where;
  where.column = column;
  return where;
}

// The file of a table.
std::string FileOf(Table table);

// The keys of all rows of all tables: what turns a reference in a cell into a row number and back,
// by one rule for both directions. A bare key is its version that stands (of several, the last;
// where none stands, the last of all); "key@2" is its second row in the file.
class Keys {
 public:
  // The next row of the table. `key` must outlive this.
  void Add(Table table, std::string_view key, bool stands);
  // Not all rows of the table could be read: what it does not hold may well be there.
  void MarkIncomplete(Table table) { tables_[Index(table)].complete = false; }

  // Error kBadReference if there is no such row; kCancelled if that cannot be judged, because the
  // table is incomplete.
  Result<std::uint32_t> Find(Table table, std::string_view reference) const;
  // REQUIRES: row < the rows added.
  std::string Reference(Table table, std::uint32_t row) const;

 private:
  struct Rows {
    std::vector<std::string_view> keys;
    std::vector<bool> stands;
    absl::flat_hash_map<std::string_view, absl::InlinedVector<std::uint32_t, 2>> versions;
    bool complete = true;
  };
  static std::size_t Index(Table table) { return static_cast<std::size_t>(table); }
  static std::uint32_t Bare(const Rows& rows,
                            const absl::InlinedVector<std::uint32_t, 2>& versions);

  std::array<Rows, kTableCount> tables_;
};

}  // namespace casus::text_form

#endif  // CASUS_SRC_IO_TEXT_FORM_KEYS_H_
