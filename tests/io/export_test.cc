#include "casus/io/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casus/io/delimited.h"
#include "casus/time/edtf.h"
#include "testing.h"

namespace casus {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A second reader of JSON (RFC 8259), by the plainest code there is.
struct Json {
  enum class Kind { kNull, kNumber, kString, kList, kObject } kind = Kind::kNull;
  std::string text;                // of numbers and strings
  std::vector<Json> list;          // of lists, and the members of objects
  std::vector<std::string> names;  // of these

  const Json& operator[](std::string_view name) const {
    static const Json none{Kind::kString, "no such member", {}, {}};
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return list[i];
    }
    return none;
  }
};

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  std::optional<Json> Read() {
    Json value;
    if (!Value(value)) return std::nullopt;
    Blanks();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }

 private:
  void Blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool Take(std::string_view word) {
    Blanks();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  bool Value(Json& value) {
    Blanks();
    if (at_ == text_.size()) return false;
    if (Take("null")) return true;
    if (text_[at_] == '"') {
      value.kind = Json::Kind::kString;
      return String(value.text);
    }
    if (Take("[")) {
      value.kind = Json::Kind::kList;
      if (Take("]")) return true;
      do {
        if (!Value(value.list.emplace_back())) return false;
      } while (Take(","));
      return Take("]");
    }
    if (Take("{")) {
      value.kind = Json::Kind::kObject;
      if (Take("}")) return true;
      do {
        Blanks();
        if (!String(value.names.emplace_back()) || !Take(":")) return false;
        if (!Value(value.list.emplace_back())) return false;
      } while (Take(","));
      return Take("}");
    }
    value.kind = Json::Kind::kNumber;
    const std::size_t end = text_.find_first_not_of("-0123456789.e+", at_);
    value.text = text_.substr(at_, end - at_);
    at_ += value.text.size();
    return !value.text.empty();
  }
  bool String(std::string& out) {
    if (at_ == text_.size() || text_[at_++] != '"') return false;
    while (at_ < text_.size() && text_[at_] != '"') {
      const char c = text_[at_++];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (c != '\\') {
        out += c;
        continue;
      }
      if (at_ == text_.size()) return false;
      switch (text_[at_++]) {
        case '"': out += '"'; break;
        case '\\': out += '\\'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 't': out += '\t'; break;
        case 'u':
          out += static_cast<char>(
              std::strtol(std::string(text_.substr(at_, 4)).c_str(), nullptr, 16));
          at_ += 4;
          break;
        default: return false;
      }
    }
    return at_ < text_.size() && text_[at_++] == '"';
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

Json Parsed(std::string_view text) {
  const std::optional<Json> value = JsonReader(text).Read();
  EXPECT_TRUE(value) << text;
  return value.value_or(Json());
}
std::vector<Json> Lines(const std::string& text) {
  std::vector<Json> lines;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
    lines.push_back(Parsed(std::string_view(text).substr(begin, end - begin)));
  }
  EXPECT_EQ(begin, text.size());
  return lines;
}

using Record = std::map<std::string, std::string>;
std::vector<Record> Csv(const std::string& text, std::vector<std::string>* columns = nullptr) {
  DelimitedReader reader(InputFromMemory(text, "csv"), DelimitedOptions::Csv());
  std::vector<std::string> names;
  std::vector<Record> records;
  for (;;) {
    const DelimitedReader::Step step = reader.Next();
    if (step == DelimitedReader::Step::kEnd) break;
    EXPECT_EQ(step, DelimitedReader::Step::kRecord);
    if (step != DelimitedReader::Step::kRecord) break;
    if (names.empty()) {
      names.assign(reader.fields().begin(), reader.fields().end());
      reader.set_columns(names.size());
      continue;
    }
    Record& record = records.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) record[names[i]] = reader.fields()[i];
  }
  if (columns != nullptr) *columns = names;
  return records;
}

constexpr const char* kHard =
    "quote \" comma, line\nbreak\r\ttab \\ slash; \x01 \xc3\xa9 \xe2\x80\xa8";

class ExportTest : public ::testing::Test {
 protected:
  ExportTest() {
    Source source;
    source.key = "src";
    source.title = "A source";
    source.published = ParseEdtfMoment("2023-05").value();
    builder_.Add(source);
    for (const char* key : {"gov", "reb", "host"}) {
      Actor actor;
      actor.fact.key = key;
      actor.fact.source = SourceId(0);
      actor.name = std::string("Name; of ") + key;
      builder_.Add(actor);
    }
    Place place;
    place.fact.key = "town";
    place.fact.source = SourceId(0);
    place.fact.note = kHard;
    place.name = "Town";
    place.at = Coordinates{50, 30};
    builder_.Add(place);
  }

  Event& Add(const char* key, const char* span) {
    Event event;
    event.fact.key = key;
    event.fact.span = ParseEdtfSpan(span).value();
    event.fact.source = SourceId(0);
    return builder_.event_at(builder_.Add(event));
  }
  // Says something in every column.
  void AddFull() {
    Event& event = Add("full", "2022-03/2022-04-05");
    event.fact.locator = "page 7";
    event.fact.learnt = Moment::OnDay(Day::FromYmd(2022, 5, 1));
    event.fact.note = kHard;
    event.type = EventType::kBattle;
    event.status = EventStatus::kAlleged;
    event.name = "Battle";
    event.parties = {{ActorId(0), Role::kSideA},   {ActorId(1), Role::kSideB},
                     {ActorId(2), Role::kSideB},   {ActorId(0), Role::kInitiator},
                     {ActorId(1), Role::kTarget},  {ActorId(2), Role::kHost},
                     {ActorId(0), Role::kMediator}};
    event.place = PlaceId(0);
    event.at = Coordinates{-1.5, 30.25};
    event.place_precision = PlacePrecision::kNear;
    event.casualties = Casualties{1, 2, 3, 4, 5, 6, 7};
    event.codes = {{Taxonomy::kCameo, "0190"}, {Taxonomy::kOther, "x;y"}};
    event.part_of = EventId(0);
  }

  Chronicle& chronicle() {
    if (!chronicle_) chronicle_ = builder_.Build().value();
    return *chronicle_;
  }
  std::string Text(const ExportOptions& options, ExportReport* report = nullptr) {
    std::string text;
    const Result<ExportReport> result =
        ExportTo(chronicle(), options, [&](std::string_view bytes) -> Result<void> {
          text += bytes;
          return {};
        });
    EXPECT_TRUE(result.ok()) << result.error();
    if (report != nullptr && result.ok()) *report = *result;
    return text;
  }
  Result<ExportReport> Try(const ExportOptions& options) {
    return ExportTo(chronicle(), options, [](std::string_view) { return Result<void>(); });
  }
  static ExportOptions Of(ExportFormat format, Table table = Table::kEvents) {
    ExportOptions options;
    options.format = format;
    options.table = table;
    return options;
  }

  ChronicleBuilder builder_;
  std::optional<Chronicle> chronicle_;
};

TEST_F(ExportTest, CsvSaysEverythingInItsColumn) {
  Add("whole", "2022");
  AddFull();
  std::vector<std::string> columns;
  const std::vector<Record> records = Csv(Text(Of(ExportFormat::kCsv)), &columns);
  ASSERT_THAT(records, SizeIs(2));
  const Record expected = {{"key", "full"},
                           {"type", "battle"},
                           {"status", "alleged"},
                           {"name", "Battle"},
                           {"truth", "certain"},
                           {"begin_earliest", "2022-03-01"},
                           {"begin_latest", "2022-03-31"},
                           {"end_earliest", "2022-04-05"},
                           {"end_latest", "2022-04-05"},
                           {"edtf", "2022-03/2022-04-05"},
                           {"place", "town"},
                           {"place_name", "Town"},
                           {"latitude", "-1.5"},
                           {"longitude", "30.25"},
                           {"place_precision", "near"},
                           {"side_a", "gov"},
                           {"side_a_name", "Name\\; of gov"},
                           {"side_b", "reb; host"},
                           {"side_b_name", "Name\\; of reb; Name\\; of host"},
                           {"initiator", "gov"},
                           {"initiator_name", "Name\\; of gov"},
                           {"target", "reb"},
                           {"target_name", "Name\\; of reb"},
                           {"other_parties", "host=host; mediator=gov"},
                           {"part_of", "whole"},
                           {"deaths_low", "1"},
                           {"deaths_best", "2"},
                           {"deaths_high", "3"},
                           {"deaths_side_a", "4"},
                           {"deaths_side_b", "5"},
                           {"deaths_civilians", "6"},
                           {"deaths_unknown", "7"},
                           {"codes", "cameo=0190; other=x\\;y"},
                           {"source", "src"},
                           {"locator", "page 7"},
                           {"learnt", "2022-05-01"},
                           {"superseded", ""},
                           {"note", kHard}};
  EXPECT_EQ(records[1], expected);
  EXPECT_EQ(columns.size(), expected.size());
  EXPECT_EQ(columns.front(), "key");
  EXPECT_EQ(columns.back(), "note");
  EXPECT_EQ(records[0].at("learnt"), "[2023-05..2023-05]");
  EXPECT_EQ(records[0].at("deaths_best"), "");
}

TEST_F(ExportTest, JsonLinesHoldTheSame) {
  Add("whole", "2022");
  AddFull();
  const std::vector<Record> records = Csv(Text(Of(ExportFormat::kCsv)));
  const std::vector<Json> lines = Lines(Text(Of(ExportFormat::kJsonLines)));
  ASSERT_THAT(lines, SizeIs(records.size()));
  std::size_t compared = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ASSERT_EQ(lines[i].kind, Json::Kind::kObject);
    for (const std::string& name : lines[i].names) {
      const Json& value = lines[i][name];
      if (value.kind == Json::Kind::kList) continue;
      ++compared;
      const std::string& cell = records[i].at(name);
      EXPECT_EQ(value.text, cell) << name;
      EXPECT_EQ(value.kind == Json::Kind::kNull, cell.empty()) << name;
      const bool is_number = name.starts_with("deaths_") || name.ends_with("itude");
      if (!cell.empty()) {
        EXPECT_EQ(value.kind, is_number ? Json::Kind::kNumber : Json::Kind::kString) << name;
      }
    }
  }
  EXPECT_EQ(compared, 2U * (38 - 8 - 2));
  const Json& parties = lines[1]["parties"];
  ASSERT_THAT(parties.list, SizeIs(7));
  EXPECT_EQ(parties.list[5]["role"].text, "host");
  EXPECT_EQ(parties.list[5]["key"].text, "host");
  EXPECT_EQ(parties.list[5]["name"].text, "Name; of host");
  ASSERT_THAT(lines[1]["codes"].list, SizeIs(2));
  EXPECT_EQ(lines[1]["codes"].list[1]["taxonomy"].text, "other");
  EXPECT_EQ(lines[1]["codes"].list[1]["code"].text, "x;y");
  EXPECT_THAT(lines[0]["parties"].list, IsEmpty());
  EXPECT_EQ(lines[0]["parties"].kind, Json::Kind::kList);
}

TEST_F(ExportTest, GeoJsonPutsLongitudeFirstAndFillsTheEnd) {
  AddFull();
  Add("ongoing", "2022-02-24/..").at = Coordinates{49.5, 31};
  Add("nowhere", "2023-01-01");
  Add("undated", "XXXX");
  ExportReport report;
  ExportOptions options = Of(ExportFormat::kGeoJson);
  const Json all = Parsed(Text(options, &report));
  EXPECT_EQ(report.rows, 4U);
  EXPECT_EQ(report.unlocated, 2U);
  EXPECT_EQ(all["type"].text, "FeatureCollection");
  const std::vector<Json>& features = all["features"].list;
  ASSERT_THAT(features, SizeIs(4));
  std::map<std::string, const Json*> by_key;
  for (const Json& feature : features) {
    EXPECT_EQ(feature["type"].text, "Feature");
    by_key[feature["properties"]["key"].text] = &feature;
  }
  const Json& full = *by_key["full"];
  EXPECT_EQ(full["geometry"]["type"].text, "Point");
  ASSERT_THAT(full["geometry"]["coordinates"].list, SizeIs(2));
  EXPECT_EQ(full["geometry"]["coordinates"].list[0].text, "30.25");
  EXPECT_EQ(full["geometry"]["coordinates"].list[1].text, "-1.5");
  EXPECT_EQ(full["properties"]["start"].text, "2022-03-01");
  EXPECT_EQ(full["properties"]["end"].text, "2022-04-05");
  EXPECT_EQ(full["properties"]["end_display"].text, "2022-04-05");
  EXPECT_EQ(full["properties"]["latitude"].text, "no such member");
  EXPECT_EQ(full["properties"]["note"].text, kHard);
  const Json& ongoing = (*by_key["ongoing"])["properties"];
  EXPECT_EQ(ongoing["start"].text, "2022-02-24");
  EXPECT_EQ(ongoing["end"].kind, Json::Kind::kNull);
  EXPECT_EQ(ongoing["end_display"].text, "2023-01-01");
  EXPECT_EQ((*by_key["nowhere"])["geometry"].kind, Json::Kind::kNull);
  EXPECT_EQ((*by_key["undated"])["properties"]["start"].kind, Json::Kind::kNull);

  options.leave_out_unlocated = true;
  const Json located = Parsed(Text(options, &report));
  EXPECT_THAT(located["features"].list, SizeIs(2));
  EXPECT_EQ(report.rows, 2U);
  EXPECT_EQ(report.unlocated, 2U);

  options.period = Period::OfMonth(2022, 4);
  const Json april = Parsed(Text(options));
  ASSERT_THAT(april["features"].list, SizeIs(2));
  EXPECT_EQ(april["features"].list[0]["properties"]["end_display"].text, "2022-04-30");
}

TEST_F(ExportTest, ThereIsAHeaderOrACollectionWithoutRowsToo) {
  std::vector<std::string> columns;
  EXPECT_THAT(Csv(Text(Of(ExportFormat::kCsv)), &columns), IsEmpty());
  EXPECT_THAT(columns, SizeIs(38));
  EXPECT_EQ(Text(Of(ExportFormat::kJsonLines)), "");
  EXPECT_THAT(Parsed(Text(Of(ExportFormat::kGeoJson)))["features"].list, IsEmpty());
}

TEST_F(ExportTest, BoundsThatAreNoneAreEmpty) {
  Add("undated", "XXXX");
  Add("before", "../2014-03");
  Add("censored", "2014-03-01/[2014-12-31..]");
  std::map<std::string, Record> by_key;
  for (const Record& record : Csv(Text(Of(ExportFormat::kCsv)))) by_key[record.at("key")] = record;
  const auto bounds = [&](const char* key) {
    const Record& r = by_key.at(key);
    return r.at("begin_earliest") + "|" + r.at("begin_latest") + "|" + r.at("end_earliest") + "|" +
           r.at("end_latest") + "|" + r.at("edtf");
  };
  EXPECT_EQ(bounds("undated"), "||||XXXX");
  EXPECT_EQ(bounds("before"), "||2014-03-01|2014-03-31|../2014-03");
  EXPECT_EQ(bounds("censored"), "2014-03-01|2014-03-01|2014-12-31||2014-03-01/[2014-12-31..]");
}

TEST_F(ExportTest, RowsAreThoseOfTimeTypeAndKnowledgeInOrder) {
  Add("late", "2022-05-01").type = EventType::kBattle;
  Add("vague", "2022-03").type = EventType::kStatement;
  Add("planned", "2022-03-10").status = EventStatus::kPlanned;
  Event& old = Add("old", "2022-03-05");
  old.fact.learnt = Moment::OnDay(Day::FromYmd(2022, 4, 1));
  old.fact.superseded = Day::FromYmd(2022, 6, 1);
  const auto keys = [&](const ExportOptions& options) {
    std::vector<std::string> found;
    for (const Record& record : Csv(Text(options))) {
      found.push_back(record.at("key") + " " + record.at("truth") + record.at("superseded"));
    }
    return found;
  };
  ExportOptions options;
  EXPECT_THAT(keys(options), ElementsAre("vague certain", "planned certain", "late certain"));
  options.period = Period::Of(Day::FromYmd(2022, 3, 6), Day::FromYmd(2022, 3, 11));
  EXPECT_THAT(keys(options), ElementsAre("vague possible", "planned certain"));
  options.period.reset();
  options.types = {EventType::kBattle, EventType::kStatement};
  EXPECT_THAT(keys(options), ElementsAre("vague certain", "late certain"));
  options.types.clear();
  options.as_known = Day::FromYmd(2022, 5, 20);
  EXPECT_THAT(keys(options), ElementsAre("old certain2022-06-01"));
}

TEST_F(ExportTest, OtherTablesHaveWhatEveryFactHas) {
  const std::vector<Record> records = Csv(Text(Of(ExportFormat::kCsv, Table::kPlaces)));
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0], (Record{{"key", "town"},
                                {"what", "Town"},
                                {"truth", "certain"},
                                {"begin_earliest", ""},
                                {"begin_latest", ""},
                                {"end_earliest", ""},
                                {"end_latest", ""},
                                {"edtf", "XXXX"},
                                {"source", "src"},
                                {"locator", ""},
                                {"learnt", "[2023-05..2023-05]"},
                                {"superseded", ""},
                                {"note", kHard}}));
  EXPECT_THAT(Lines(Text(Of(ExportFormat::kJsonLines, Table::kActors))), SizeIs(3));
  for (const Token<Table>& table : kTokens<Table>) {
    if (table.value == Table::kSources || table.value == Table::kEvents) continue;
    std::vector<std::string> columns;
    Csv(Text(Of(ExportFormat::kCsv, table.value)), &columns);
    EXPECT_THAT(columns, SizeIs(13)) << table.word;
  }
}

TEST_F(ExportTest, RefusesWhatItCannotSay) {
  Add("bad", "2022").name = "\xff";
  const auto refused = [&](const ExportOptions& options, ErrorCode code, const char* words) {
    const Result<ExportReport> result = Try(options);
    ASSERT_FALSE(result.ok()) << words;
    EXPECT_EQ(result.error().code(), code) << words;
    EXPECT_THAT(result.error().ToString(), HasSubstr(words));
  };
  refused(Of(ExportFormat::kCsv, Table::kSources), ErrorCode::kUnsupported, "sources");
  refused(Of(ExportFormat::kGeoJson, Table::kPlaces), ErrorCode::kUnsupported, "only events");
  ExportOptions typed = Of(ExportFormat::kCsv, Table::kPlaces);
  typed.types = {EventType::kBattle};
  refused(typed, ErrorCode::kInvalidArgument, "types");
  for (const ExportFormat format :
       {ExportFormat::kCsv, ExportFormat::kJsonLines, ExportFormat::kGeoJson}) {
    refused(Of(format), ErrorCode::kInvalidArgument, "(name)");
    refused(Of(format), ErrorCode::kInvalidArgument, "in row bad");
  }
}

TEST_F(ExportTest, ATextWithANulIsRefused) {
  Add("bad", "2022").fact.note = std::string("a\0b", 3);
  const Result<ExportReport> result = Try(Of(ExportFormat::kJsonLines));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().where().field, "note");
}

TEST_F(ExportTest, AnErrorOfTheSinkEndsIt) {
  Add("one", "2022");
  const Result<ExportReport> result =
      ExportTo(chronicle(), {},
               [](std::string_view) -> Result<void> { return Error(ErrorCode::kIo, "full"); });
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().message(), "full");
}

class ExportFileTest : public ExportTest {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "casus-export-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string Path(const char* name) const { return folder_ / name; }
  std::size_t FilesThere() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
};

TEST_F(ExportFileTest, WritesTheSameBytesEveryTimeAndKeepsPermissions) {
  AddFull();
  const std::string path = Path("e.csv");
  ASSERT_TRUE(ExportFile(chronicle(), {}, path).ok());
  const std::string bytes = casus_test::ReadAll(path);
  EXPECT_EQ(bytes, Text({}));
  ASSERT_EQ(chmod(path.c_str(), 0600), 0);
  ASSERT_EQ(symlink(path.c_str(), Path("link.csv").c_str()), 0);
  std::ofstream(path) << "old";
  ASSERT_TRUE(ExportFile(chronicle(), {}, Path("link.csv")).ok());
  EXPECT_EQ(casus_test::ReadAll(path), bytes);
  EXPECT_TRUE(fs::is_symlink(Path("link.csv")));
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(FilesThere(), 2U);
}

TEST_F(ExportFileTest, AFailureLeavesTheOldFile) {
  Add("good", "2022");
  Add("bad", "2023").name = "\xff";
  const std::string path = Path("e.csv");
  std::ofstream(path) << "old";
  EXPECT_FALSE(ExportFile(chronicle(), {}, path).ok());
  EXPECT_EQ(casus_test::ReadAll(path), "old");
  EXPECT_EQ(FilesThere(), 1U);
}

TEST_F(ExportFileTest, RefusesWhatIsNoFile) {
  Add("good", "2022");
  const Result<ExportReport> folder = ExportFile(chronicle(), {}, folder_);
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_THAT(folder.error().ToString(), HasSubstr("not a file"));
  const Result<ExportReport> nowhere = ExportFile(chronicle(), {}, Path("no/such/e.csv"));
  ASSERT_FALSE(nowhere.ok());
  EXPECT_EQ(nowhere.error().code(), ErrorCode::kNotFound);
  EXPECT_THAT(nowhere.error().ToString(), HasSubstr("no/such/e.csv"));
  EXPECT_EQ(FilesThere(), 0U);
}

}  // namespace
}  // namespace casus
