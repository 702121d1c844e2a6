#ifndef CASUS_SRC_IO_LIST_STAGING_H_
#define CASUS_SRC_IO_LIST_STAGING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "casus/base/error.h"
#include "casus/base/function_ref.h"
#include "casus/chronicle/chronicle.h"
#include "casus/io/importer.h"
#include "casus/time/parse.h"
#include "src/io/format.h"
#include "src/io/shape.h"
#include "src/io/staging.h"
#include "src/io/xml.h"

// What the readers of sanctions lists share.

namespace casus::internal {

// Years in which a person may have been born, and those of lists: the Charter is of 1945.
inline constexpr YearLimits kBirthYears{.min_year = 1800, .max_year = 2099};
inline constexpr YearLimits kListYears{.min_year = 1945, .max_year = 2099};

// A text as a part of a key: letters, digits, '.' and '-' stand for themselves, "_xx" for every
// other byte, so that different texts give different parts.
std::string CodePart(std::string_view text);

// When something of a list held, of which the list of a day says no more than that it is there: it
// began on that day or before, and was not seen to end. Not known at all where that day is not.
Span SeenOn(const std::optional<Moment>& list_day);
// The same where the begin is known. An end before the begin is not possible.
Span SeenSince(const Moment& begin, const std::optional<Moment>& list_day);

// Of several dates of birth: some day from the first to the last of them. REQUIRES: not empty.
Moment AnyOf(const std::vector<Moment>& births);

// Adds "<name>=<text>" to a note, on a line of its own; nothing for an empty text.
void AddNoteLine(std::string& note, std::string_view name, std::string_view text);

// What a sanctions list adds to a chronicle, kept apart until it is read to its end. Rows refer to
// each other by the ids given here. An actor, regime or instrument whose key the builder holds is
// that one: an actor gets the names, codes and notes it lacks.
class ListStaging {
 public:
  explicit ListStaging(ChronicleBuilder& builder) : builder_(builder), actors_(builder) {}

  // REQUIRES: none of the key was added before.
  ActorId AddActor(Actor actor);
  RegimeId FindOrAddRegime(Regime regime);
  InstrumentId FindOrAddInstrument(Instrument instrument);

  void AddDesignation(Designation designation, std::uint64_t line);
  bool HasRelation(const std::string& key) const;
  void AddRelation(Relation relation, std::uint64_t line);
  // That the file tells of the table as it was on a day; nothing where the day is not known. The
  // key is the source's with `word` behind it.
  void CoverDay(const std::string& source_key, std::string_view word, Table table,
                const std::optional<Moment>& day, const std::string& file, std::string note);
  // That the list of a day tells who is on it: "who is on the list in <file>" and `note`.
  void CoverList(const std::string& source_key, const std::optional<Moment>& list_day,
                 const std::string& file, std::string_view note);

  // Moves everything into the builder. The staging is then empty.
  void Commit(Source source, const std::string& file);

 private:
  ChronicleBuilder& builder_;
  Staging actors_;
  std::vector<Actor> added_actors_;  // by id: the row as its list has it
  absl::flat_hash_map<std::string, std::uint32_t> regime_rows_;
  absl::flat_hash_map<std::string, std::uint32_t> instrument_rows_;
  absl::flat_hash_set<std::string> relation_keys_;
  std::vector<Regime> regimes_;
  std::vector<Instrument> instruments_;
  std::vector<std::pair<Designation, std::uint64_t>> designations_;
  std::vector<std::pair<Relation, std::uint64_t>> relations_;
};

// Why a text is no XML of this outermost element; empty where it is.
std::string WhyNotXml(const Shape& shape, std::string_view root);

// The day in an attribute of the outermost element, a timestamp or a day with an offset perhaps.
std::optional<Day> GeneratedOn(const XmlNode& root, std::string_view attribute);

// Reads the records of a list in XML, which are the elements of the names `records`. `begin` is
// given the outermost element before the first of them; `aside` takes those that are none of the
// list's entries, and are not counted; `read` keeps an entry, or gives the error for which it is
// refused.
Result<void> ReadXmlRecords(ImportJob& job, std::vector<std::string> records,
                            FunctionRef<void(const XmlNode&)> begin,
                            FunctionRef<bool(const XmlNode&)> aside,
                            FunctionRef<std::optional<Error>(const XmlNode&)> read,
                            ImportReport& report);
// For lists that have nothing to say before their entries, or beside them.
inline void BeginNothing(const XmlNode&) {}
inline bool NoneAside(const XmlNode&) { return false; }

}  // namespace casus::internal

#endif  // CASUS_SRC_IO_LIST_STAGING_H_
