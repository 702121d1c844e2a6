// Lines of JSON, FollowTheMoney's entities and OpenSanctions' table of targets.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casus/analysis/sanctions.h"
#include "list_testing.h"
#include "src/io/ftm.h"
#include "src/io/json_lines.h"

namespace {

using casus::Error;
using casus::ErrorCode;
using casus::Share;
using casus::Truth;
using casus::internal::FindJsonError;
using casus::internal::JsonLinesOptions;
using casus::internal::JsonLinesReader;
using casus::internal::JsonValue;
using casus_test::ActorOf;
using casus_test::CodesOf;
using casus_test::DesignationOf;
using casus_test::Imported;
using casus_test::IssuesOf;
using casus_test::NamesOf;
using casus_test::On;
using casus_test::RelationOf;
using casus_test::RelationText;
using casus_test::SpanText;

bool HasJson() {
  static const bool has = casus_test::CanRead("ftm", "{\"id\":\"a\",\"schema\":\"Person\"}\n");
  return has;
}

// ---- Lines of JSON ----

std::string Written(const JsonValue& value) {
  std::string out;
  switch (value.kind) {
    case JsonValue::Kind::kString: return "'" + value.text + "'";
    case JsonValue::Kind::kArray:
      for (const JsonValue& item : value.items) out += Written(item) + " ";
      return "[ " + out + "]";
    case JsonValue::Kind::kObject:
      for (const auto& member : value.members) {
        out += member.name + "=" + Written(member.value) + " ";
      }
      return "{ " + out + "}";
    default: return value.text;
  }
}

// A line for each record or refusal: "2: [ 1 ]", "3:7 parse error".
std::string LinesOf(std::string_view text, JsonLinesOptions options = {}) {
  JsonLinesReader reader(casus::InputFromMemory(text, "f"), std::move(options));
  std::string out;
  for (;;) {
    switch (reader.Next()) {
      case JsonLinesReader::Step::kRecord:
        out += std::to_string(reader.line()) + ": " + Written(reader.record()) + "\n";
        break;
      case JsonLinesReader::Step::kRefused: out += reader.error().ToString() + "\n"; break;
      case JsonLinesReader::Step::kFailed: return out + "! " + reader.error().ToString();
      case JsonLinesReader::Step::kEnd:
        if (reader.blank_lines() > 0) out += std::to_string(reader.blank_lines()) + " blank";
        return out;
    }
  }
}

class JsonLines : public testing::Test {
 protected:
  void SetUp() override {
    if (!HasJson()) GTEST_SKIP() << "built without simdjson";
  }
};

TEST_F(JsonLines, EachLineIsAValue) {
  EXPECT_EQ(LinesOf("\xEF\xBB\xBF{\"a\": [1, -2.50, 1e3, 18446744073709551615], \"b\":{}}\r\n"
                    "\n  \r\n[true,false,null,\"\\u00e9\\n\"]\n\"x\""),
            "1: { a=[ 1 -2.5 1000.0 18446744073709551615 ] b={ } }\n"
            "4: [ true false null '\xC3\xA9\n' ]\n"
            "5: 'x'\n2 blank");
  EXPECT_EQ(LinesOf(""), "");
}

TEST_F(JsonLines, ErrorsHaveTheirLineAndByte) {
  EXPECT_EQ(LinesOf("{}\n{\"a\":1,}\n[1 2]\n{\"a\":[\ntru\n[01]\n[\"\\x\"]\n"),
            "1: { }\n"
            "f:2:8: parse error: not JSON: '}'\n"
            "f:3:4: parse error: not JSON: '2]'\n"
            "f:4:7: parse error: the line ends inside of JSON\n"
            "f:5:4: parse error: the line ends inside of JSON\n"
            "f:6:3: parse error: not JSON: '1]'\n"
            "f:7:4: parse error: not JSON: 'x\"]'\n");
  EXPECT_EQ(LinesOf("[\"a\xFF\"]\n"), "f:1:4: parse error: not UTF-8: '\\xFF\"]'\n");
  EXPECT_EQ(LinesOf("{\"a\":1,\"b\":2,\"a\":3}\n"),
            "f:1: parse error: an object with a name twice: 'a'\n");
  EXPECT_EQ(LinesOf("[\"\\u0000\"]\n"),
            "f:1: parse error: a text with the character U+0000: '[\"\\u0000\"]'\n");
  EXPECT_NE(LinesOf("[1e999]\n").find("f:1: parse error: no JSON that can be read: "),
            std::string::npos);
}

TEST_F(JsonLines, LimitsAreKept) {
  JsonLinesOptions options;
  options.max_record_bytes = 10;
  options.max_depth = 2;
  options.max_record_values = 4;
  for (const std::size_t buffer : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
    options.buffer_bytes = buffer;
    EXPECT_EQ(LinesOf("[12345678]\n[123456789]\n[[1]]\n[[]]\n[1,2,3]\n[1,2,3,4]\n[]", options),
              "1: [ 12345678 ]\n"
              "f:2: out of range: a line of more than 10 bytes: '[123456789'\n"
              "f:3:3: out of range: values more than 2 deep: '1]]'\n"
              "4: [ [ ] ]\n"
              "5: [ 1 2 3 ]\n"
              "f:6: out of range: more than 4 values: '[1,2,3,4]'\n"
              "7: [ ]\n");
  }
}

TEST_F(JsonLines, StopsWhereItsCallerSays) {
  JsonLinesOptions options;
  options.progress = [](const casus::Progress&) { return false; };
  EXPECT_EQ(LinesOf("{}\n", std::move(options)), "! f:1: cancelled: cancelled");
}

// What simdjson refuses of random texts is what the walk over them finds, and the other way round.
TEST_F(JsonLines, ErrorsAreFoundWhereThereAreSome) {
  constexpr std::string_view kPieces[] = {"{",     "}",  "[",  "]",    ",",    ":", "\"a\"",
                                          "\"\\n", "\"", "12", "-0.5", "1e5",  "0", "null",
                                          "true",  " ",  "-",  "x",    "\"b\""};
  std::uint64_t state = 7;
  const auto next = [&](std::size_t below) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  std::size_t good = 0;
  for (int i = 0; i < 4'000; ++i) {
    std::string text;
    for (std::size_t pieces = 1 + next(7); pieces > 0; --pieces) {
      text += kPieces[next(std::size(kPieces))];
    }
    // No double is that large.
    const std::size_t exponent = text.find("e5");
    if (exponent != text.npos && text.find_first_of("012", exponent) == exponent + 2) continue;
    JsonLinesOptions options;
    options.buffer_bytes = 64;
    const std::string lines = LinesOf(text, std::move(options));
    const bool is_blank = text.find_first_not_of(' ') == std::string::npos;
    // A name twice is JSON.
    const bool is_read = lines.starts_with("1: ") || lines.find("a name twice") != lines.npos;
    EXPECT_EQ(FindJsonError(text, 64) == std::string_view::npos, is_read && !is_blank) << text;
    good += is_read ? 1 : 0;
  }
  EXPECT_GT(good, 100u);
}

// ---- Values of FollowTheMoney ----

TEST(FtmValues, SharesAreReadWithinTheirBounds) {
  const auto read = [](std::string_view text) {
    const std::optional<Share> share = casus::internal::ReadShare(text);
    return share ? std::to_string(share->low) + ".." + std::to_string(share->high)
                 : std::string("none");
  };
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"51", "5100..5100"},
      {"51.0 %", "5100..5100"},
      {"16,67%", "1667..1667"},
      {"33.3333", "3333..3334"},
      {"33.3300", "3333..3333"},
      {"0.5", "50..50"},
      {"100", "10000..10000"},
      {"100.001", "none"},
      {"25-50%", "2500..5000"},
      {"25 \xE2\x80\x93 50 per cent", "2500..5000"},
      {"25 to 50", "2500..5000"},
      {"between 25 and 33.333 percent", "2500..3334"},
      {"50-25", "none"},
      {"More than 25", "2500..10000"},
      {"> 50%", "5000..10000"},
      {">=75", "7500..10000"},
      {"\xE2\x89\xA5 75", "7500..10000"},
      {"75+", "7500..10000"},
      {"75 or more", "7500..10000"},
      {"at least 10.5", "1050..10000"},
      {"up to 10", "0..1000"},
      {"<5%", "0..500"},
      {"5 or less", "0..500"},
      {"about 50", "none"},
      {"1/3", "none"},
      {"majority", "none"},
      {"", "none"},
      {"%", "none"},
      {"-5", "none"},
      {"1000", "none"},
      {"5.", "none"},
      {"between 5", "none"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(read(text), expected) << text;
}

TEST(FtmValues, DatesAreAsPreciseAsTheyAreWritten) {
  const auto read = [](std::string_view text) {
    const auto date = casus::internal::ReadFtmDate(text);
    return date.ok() ? ToEdtf(*date) : std::string("none");
  };
  EXPECT_EQ(read("1965"), "1965");
  EXPECT_EQ(read("1965-03"), "1965-03");
  EXPECT_EQ(read("1965-03-18"), "1965-03-18");
  EXPECT_EQ(read("2023-11-02T16:38:16"), "2023-11-02");
  for (const std::string_view bad : {"", "65", "0999", "3000", "1965-13", "1965-3", "1965-02-30",
                                     "1965-03-18x", "18.03.1965", "1965-03-18Tx", "c196"}) {
    EXPECT_EQ(read(bad), "none") << bad;
  }
}

// ---- FollowTheMoney ----

// {"id": ..., "schema": ..., "properties": {...}}, and members behind that.
std::string Line(const std::string& id, const std::string& schema, const std::string& properties,
                 const std::string& more = "") {
  return R"({"id": ")" + id + R"(", "schema": ")" + schema + R"(", "properties": {)" + properties +
         "}" + (more.empty() ? "" : ", " + more) + "}\n";
}
std::string Person(const std::string& id, const std::string& properties = "") {
  return Line(id, "Person",
              R"("name": ["N )" + id + "\"]" + (properties.empty() ? "" : ", ") + properties);
}

class Ftm : public testing::Test {
 protected:
  void SetUp() override {
    if (!HasJson()) GTEST_SKIP() << "built without simdjson";
  }
  static Imported Read(const std::string& text, const casus::ImportOptions& options = {}) {
    const casus_test::TemporaryFile file("entities.ftm.json", text);
    Imported imported = casus_test::ImportRows("auto", file.path(), options);
    EXPECT_EQ(imported.report.format, "ftm");
    return imported;
  }
};

TEST_F(Ftm, AnEntityIsAnActor) {
  const Imported imported = Read(
      Line("NK-1", "Person",
           R"("name": ["RASSENDYLL, Rudolf", "Rudolf Rassendyll", "Рудольф"],)"
           R"("alias": ["The  King"], "weakAlias": ["Red"], "previousName": ["R. Elphberg"],)"
           R"("birthDate": ["1894-03"], "deathDate": ["1920"], "topics": ["sanction", "role.pep"],)"
           R"("country": ["ru"], "innCode": ["500100732259"], "wikidataId": ["Q42"],)"
           R"("idNumber": ["7 7"], "notes": ["fled\nto Oz"])",
           R"("caption": "Rudolf Rassendyll", "datasets": ["a", "b"], "referents": ["old-1"],)"
           R"("target": true, "first_seen": "2023-11-02T16:38:16",)"
           R"("last_seen": "2026-04-29T12:53:04", "last_change": "2024-01-09T07:55:02")"));
  EXPECT_EQ(imported.report.kept, 1u);
  EXPECT_EQ(imported.report.layout, "lines of JSON, entities");
  const casus::Actor& actor = ActorOf(imported, "ftm:NK-1");
  EXPECT_EQ(actor.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(actor.name, "Rudolf Rassendyll");
  EXPECT_EQ(NamesOf(actor),
            "official RASSENDYLL, Rudolf\nofficial Рудольф\nformer R. Elphberg\nalias The King\n"
            "weak_alias Red\n");
  EXPECT_EQ(CodesOf(actor), "inn 500100732259\nwikidata Q42\nother idNumber 7 7\n");
  EXPECT_EQ(SpanText(actor.fact), "1894-03/1920");
  EXPECT_EQ(actor.fact.locator, "NK-1");
  EXPECT_EQ(ToEdtf(*actor.fact.learnt), "[2023-11-02..2024-01-09]");
  EXPECT_EQ(actor.fact.note,
            "schema=Person\ntopics=sanction | role.pep\ncountry=ru\nnotes=fled to Oz\n"
            "datasets=a | b\nreferents=old-1\ntarget=true\nfirst_seen=2023-11-02T16:38:16\n"
            "last_seen=2026-04-29T12:53:04\nlast_change=2024-01-09T07:55:02");
  EXPECT_TRUE(imported.chronicle.designations().empty()) << "a topic says of no list";
  EXPECT_EQ(IssuesOf(imported), "");
}

TEST_F(Ftm, SchemataAreKindsOfActors) {
  std::string text;
  const std::pair<std::string, casus::ActorKind> kinds[] = {
      {"Company", casus::ActorKind::kCompany},    {"Organization", casus::ActorKind::kOther},
      {"LegalEntity", casus::ActorKind::kOther},  {"PublicBody", casus::ActorKind::kOrgan},
      {"Position", casus::ActorKind::kOffice},    {"Vessel", casus::ActorKind::kVessel},
      {"CryptoWallet", casus::ActorKind::kOther}, {"Airplane", casus::ActorKind::kOther}};
  for (const auto& [schema, kind] : kinds) text += Line(schema, schema, R"("name": ["x"])");
  const Imported imported = Read(text);
  for (const auto& [schema, kind] : kinds) {
    EXPECT_EQ(ActorOf(imported, "ftm:" + schema).kind, kind) << schema;
  }
}

TEST_F(Ftm, CodesAreCheckedAndKept) {
  const Imported imported =
      Read(Line("c", "Company",
                R"("name": ["C"], "leiCode": ["5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13"],)"
                R"("ogrnCode": ["1027700132195"], "imoNumber": ["IMO5094496"])") +
           Line("v", "Vessel",
                R"("name": ["V"], "imoNumber": ["IMO9074729", "9074728"], "mmsi": ["273"],)"
                R"("buildDate": ["1994"])"));
  EXPECT_EQ(CodesOf(ActorOf(imported, "ftm:c")),
            "lei 5493001KJTIIGC8Y1R12\nlei 5493001KJTIIGC8Y1R13\nogrn 1027700132195\n"
            "other imoNumber IMO5094496\n");
  EXPECT_EQ(CodesOf(ActorOf(imported, "ftm:v")), "imo 9074729\nimo 9074728\nother mmsi 273\n");
  EXPECT_EQ(SpanText(ActorOf(imported, "ftm:v").fact), "1994/");
  const std::string issues = IssuesOf(imported);
  EXPECT_NE(issues.find("f:1 (leiCode): note: "), std::string::npos) << issues;
  EXPECT_NE(issues.find("'5493001KJTIIGC8Y1R13' [kept as given]"), std::string::npos) << issues;
  EXPECT_NE(issues.find("f:2 (imoNumber): note: "), std::string::npos) << issues;
  EXPECT_EQ(imported.report.issues.notes(), 2u) << issues;
}

TEST_F(Ftm, DatesOfExistence) {
  const Imported imported =
      Read(Line("a", "Company",
                R"("name": ["A"], "incorporationDate": ["2002-12-31", "2002-10"],)"
                R"("dissolutionDate": ["2012-06-30"])") +
           Person("b", R"("birthDate": ["c. 1960"])") +
           Person("c", R"("birthDate": ["1960"], "deathDate": ["1950"])"));
  EXPECT_EQ(SpanText(ActorOf(imported, "ftm:a").fact), "[2002-10..2002-12]/2012-06-30");
  EXPECT_EQ(ActorOf(imported, "ftm:a").fact.note,
            "schema=Company\nincorporationDate=2002-12-31 | 2002-10");
  EXPECT_EQ(ActorOf(imported, "ftm:b").fact.span, casus::Span::Unknown());
  EXPECT_EQ(ActorOf(imported, "ftm:b").fact.note, "schema=Person\nbirthDate=c. 1960");
  EXPECT_EQ(ActorOf(imported, "ftm:c").fact.note, "schema=Person\nbirthDate=1960\ndeathDate=1950");
  const std::string issues = IssuesOf(imported);
  for (const char* const expected :
       {"f:1 (incorporationDate): note: 2 dates: '2002-12-31 | 2002-10' [taken as some day from "
        "the first to the last of them]\n",
        "f:2 (birthDate): warning: ", "'c. 1960' [kept in the note]\n",
        "f:3 (deathDate): warning: an end before the begin: '1950' [both kept in the note]\n"}) {
    EXPECT_NE(issues.find(expected), std::string::npos) << expected << issues;
  }
}

TEST_F(Ftm, RelationsInAnyOrder) {
  std::string text = Line("o", "Ownership",
                          R"("owner": ["p"], "asset": ["c"], "percentage": ["50.1%"],)"
                          R"("startDate": ["2014-03"], "endDate": ["2020-01-31"], "role": ["x"])");
  const std::pair<std::string, std::string> ends[] = {
      {"Directorship", R"("director": ["p"], "organization": ["c"])"},
      {"Employment", R"("employee": ["p"], "employer": ["c"])"},
      {"Representation", R"("agent": ["p"], "client": ["c"])"},
      {"Membership", R"("member": ["p"], "organization": ["c"])"},
      {"Family", R"("person": ["p"], "relative": ["c"])"},
      {"Succession", R"("predecessor": ["c"], "successor": ["p"])"},
      {"Occupancy", R"("holder": ["p"], "post": ["c"], "startDate": ["2015"])"}};
  for (const auto& [schema, properties] : ends) text += Line(schema, schema, properties);
  text += Person("p") + Person("c");
  const Imported imported = Read(text, On(casus::Day::FromYmd(2026, 4, 30)));
  EXPECT_EQ(RelationText(imported, "ftm:o"), "owns ftm:p > ftm:c 2014-03/2020-01-31");
  EXPECT_EQ(RelationOf(imported, "ftm:o").share, (Share{5010, 5010}));
  EXPECT_EQ(RelationOf(imported, "ftm:o").fact.note,
            "schema=Ownership\npercentage=50.1%\nstartDate=2014-03\nendDate=2020-01-31\nrole=x");
  for (const auto& [schema, kind] :
       {std::pair<std::string, std::string>{"Directorship", "acts_for"},
        {"Employment", "acts_for"},
        {"Representation", "acts_for"},
        {"Membership", "member_of"},
        {"Family", "family_of"},
        {"Succession", "successor_of"}}) {
    EXPECT_EQ(RelationText(imported, "ftm:" + schema),
              kind + " ftm:p > ftm:c [..2026-04]/[2026-04-30..]");
    EXPECT_FALSE(RelationOf(imported, "ftm:" + schema).share);
  }
  EXPECT_EQ(RelationText(imported, "ftm:Occupancy"),
            "holds_office ftm:p > ftm:c 2015/[2026-04-30..]");
  EXPECT_EQ(imported.chronicle.Covered(casus::Table::kRelations, casus::Day::FromYmd(2026, 4, 30)),
            Truth::kPossible);
  EXPECT_EQ(IssuesOf(imported), "");
}

TEST_F(Ftm, SharesThatAreNotPlain) {
  const auto owns = [](const std::string& id, const std::string& owner,
                       const std::string& percent) {
    return Line(id, "Ownership",
                "\"owner\": " + owner + ", \"asset\": [\"c\"], \"date\": [\"2019\"]" + percent);
  };
  const Imported imported =
      Read(Person("a") + Person("b") + Person("c") + owns("1", R"(["a"])", "") +
               owns("2", R"(["a"])", R"(, "percentage": ["most"])") +
               owns("3", R"(["a"])", R"(, "percentage": ["25", "30-40"])") +
               owns("4", R"(["a", "b"])", R"(, "percentage": ["60"])"),
           On(casus::Day::FromYmd(2026, 4, 30)));
  EXPECT_EQ(RelationOf(imported, "ftm:1").share, Share());
  EXPECT_EQ(RelationText(imported, "ftm:1"), "owns ftm:a > ftm:c [..2019]/[2019..]");
  EXPECT_EQ(RelationOf(imported, "ftm:2").share, Share());
  EXPECT_EQ(RelationOf(imported, "ftm:3").share, (Share{2500, 4000}));
  EXPECT_EQ(RelationOf(imported, "ftm:4:a:c").share, Share());
  EXPECT_EQ(RelationOf(imported, "ftm:4:b:c").share, Share());
  EXPECT_EQ(IssuesOf(imported),
            "f:5 (percentage): warning: no share that can be read: 'most' [taken as not known, "
            "kept in the note]\n"
            "f:6 (percentage): warning: 2 shares: '25 | 30-40' [taken as from the least to the "
            "most of them]\n"
            "f:7 (percentage): warning: a share of several owners or in several assets: '60' "
            "[taken as not known, kept in the note]\n"
            "f:7 (owner): note: 2 owner and 1 asset: '4' [taken as a relation of each to each]\n");
}

TEST_F(Ftm, LinksOutOfTheFileAreSaidAndKept) {
  const std::string first =
      Person("a") + Line("o", "Ownership", R"("owner": ["a"], "asset": ["gone"])") +
      Line("m", "Membership", R"("member": ["old"], "organization": ["gone"])") +
      Line("n", "Person", R"("name": ["New"])", R"("referents": ["old"])");
  casus::ChronicleBuilder builder;
  const casus_test::TemporaryFile one("one.json", first);
  const auto report =
      casus::Import("ftm", one.path(), On(casus::Day::FromYmd(2026, 1, 1)), builder);
  ASSERT_TRUE(report.ok()) << report.error();
  std::string issues;
  for (casus::Issue issue : report->issues.issues()) {
    issue.where.file = "f";
    issues += ToString(issue) + "\n";
  }
  EXPECT_EQ(issues,
            "f:2 (asset): warning: an id that no actor of the file has: 'gone' [kept as an actor "
            "named by it]\n"
            "f: note: 1 ids that others replaced: 'referents' [taken as those that replaced "
            "them]\n");
  // Another file has it, and what it says of it is added.
  const casus_test::TemporaryFile two(
      "two.json", Line("gone", "Company", R"("name": ["Found Ltd"])") + Person("a") +
                      Line("o", "Ownership", R"("owner": ["a"], "asset": ["gone"])"));
  const auto again = casus::Import("ftm", two.path(), On(casus::Day::FromYmd(2026, 1, 1)), builder);
  ASSERT_TRUE(again.ok()) << again.error();
  EXPECT_EQ(again->kept, 1u);
  EXPECT_EQ(again->refused, 2u) << "a and o are there";
  const casus::Chronicle chronicle = builder.Build().value();
  const casus::Actor& found = chronicle.actor(chronicle.FindActor("ftm:gone").value());
  EXPECT_EQ(found.name, "Found Ltd");
  EXPECT_EQ(found.kind, casus::ActorKind::kCompany);
  EXPECT_EQ(found.fact.note, "ftm_entity=not in the file\nschema=Company");
  EXPECT_EQ(chronicle.relations().size(), 2u);
  EXPECT_EQ(chronicle.relations()[1].from, chronicle.FindActor("ftm:n"));
}

TEST_F(Ftm, ASanctionIsADesignation) {
  const Imported imported = Read(
      Line("s", "Sanction",
           R"("entity": ["p"], "authority": ["Office of X"], "programId": ["US-RUSHAR"],)"
           R"("program": ["RUSSIA-EO14024"], "listingDate": ["2022-04-07"],)"
           R"("startDate": ["2022-04-06"], "endDate": ["2024-05-01"], "reason": ["because"],)"
           R"("provisions": ["Asset freeze", "Travel Ban", "Odd thing"], "unscId": ["QDi.001"])") +
      Person("p"));
  const casus::Designation& designation = DesignationOf(imported, "ftm:s");
  EXPECT_EQ(SpanText(designation.fact), "2022-04-06/2024-05-01");
  EXPECT_EQ(ToEdtf(*designation.decided), "2022-04-07");
  EXPECT_EQ(ToEdtf(*designation.effective), "2022-04-06");
  EXPECT_EQ(designation.grounds, "because");
  EXPECT_EQ(designation.measures, (std::vector<casus::Measure>{casus::Measure::kAssetFreeze,
                                                               casus::Measure::kTravelBan}));
  const casus::Regime& regime = imported.chronicle.regime(*designation.regime);
  EXPECT_EQ(regime.fact.key, "ftm:programme:US-RUSHAR:Office_20of_20X");
  EXPECT_EQ(regime.programme, "US-RUSHAR");
  ASSERT_EQ(regime.senders.size(), 1u);
  EXPECT_EQ(imported.chronicle.actor(regime.senders[0]).name, "Office of X");
  EXPECT_EQ(CodesOf(ActorOf(imported, "ftm:p")), "un_sc QDi.001\n");
  EXPECT_NE(designation.fact.note.find("program=RUSSIA-EO14024\n"), std::string::npos);
  EXPECT_EQ(IssuesOf(imported), "");
  const auto person = imported.chronicle.FindActor("ftm:p").value();
  const auto state_on = [&](int year) {
    return StatusOn(imported.chronicle, person, casus::Day::FromYmd(year, 12, 1)).state;
  };
  EXPECT_EQ(state_on(2021), casus::ListingState::kNotYet);
  EXPECT_EQ(state_on(2023), casus::ListingState::kListed);
  EXPECT_EQ(state_on(2024), casus::ListingState::kDelisted);
}

TEST_F(Ftm, TimesOfACrawlerAreNoLegalDates) {
  const std::string seen =
      R"("first_seen": "2021-05-06T00:00:00", "last_seen": "2026-04-29T12:53:04")";
  const std::string text =
      Person("p") + Line("s", "Sanction", R"("entity": ["p"], "program": ["A", "B"])", seen) +
      Line("t", "Sanction", R"("entity": ["p", "q"], "listingDate": ["2020-02-02"])", seen) +
      Person("q") + Line("u", "Sanction", R"("entity": ["p"], "unscId": ["7"])");
  const Imported imported = Read(text);
  EXPECT_EQ(SpanText(DesignationOf(imported, "ftm:s:p:A").fact), "[..2021-05-06]/");
  EXPECT_EQ(ToEdtf(*DesignationOf(imported, "ftm:s:p:B").fact.learnt), "[2021-05-06..2026-04-29]");
  EXPECT_EQ(SpanText(DesignationOf(imported, "ftm:t:p:").fact), "2020-02-02/");
  EXPECT_EQ(imported.chronicle.regime(*DesignationOf(imported, "ftm:t:q:").regime).fact.key,
            "ftm:no-programme");
  EXPECT_EQ(DesignationOf(imported, "ftm:u").fact.span, casus::Span::Unknown());
  EXPECT_TRUE(imported.chronicle.coverage().empty());
  const std::string issues = IssuesOf(imported);
  for (const char* const expected :
       {"f:2 (programId): note: 2 programmes: 'A | B' [taken as a designation in each]\n",
        "f:5 (unscId): note: ", "'7' [kept in the note of the designation]\n",
        "f: note: 1 without startDate and listingDate: 'Sanction' [begun when they were first "
        "seen, or before]\n",
        "f: warning: 3 relations or sanctions without an end, and the day of this version was not "
        "given [nothing is known of when they ended]\n"}) {
    EXPECT_NE(issues.find(expected), std::string::npos) << expected << issues;
  }
  const Imported dated = Read(text, On(casus::Day::FromYmd(2026, 4, 30)));
  EXPECT_EQ(SpanText(DesignationOf(dated, "ftm:t:p:").fact), "2020-02-02/[2026-04-30..]");
  EXPECT_EQ(dated.chronicle.Covered(casus::Table::kDesignations, casus::Day::FromYmd(2026, 4, 30)),
            Truth::kPossible);
}

TEST_F(Ftm, EndsBeforeBegins) {
  const Imported imported = Read(Person("p") +
                                 Line("s", "Sanction",
                                      R"("entity": ["p"], "startDate": ["2020"],)"
                                      R"("endDate": ["2019"])") +
                                 Line("d", "Passport",
                                      R"("holder": ["p"], "number": ["1"], "startDate": ["2020"],)"
                                      R"("endDate": ["2019"])"));
  EXPECT_EQ(DesignationOf(imported, "ftm:s").fact.span, casus::Span::Unknown());
  EXPECT_EQ(CodesOf(ActorOf(imported, "ftm:p")), "other Passport 1\n");
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (endDate): warning: an end before the begin: '2019' [taken as not known when]\n"
            "f:2 (endDate): warning: an end before the begin: '2019' [taken as not known when]\n");
}

TEST_F(Ftm, DocumentsAddressesAndLinksAreOfTheirActors) {
  const Imported imported = Read(
      Line("d", "Passport",
           R"("holder": ["p"], "number": ["75 0001"], "country": ["ru"], "type": ["Passport"],)"
           R"("startDate": ["2010-01-02"], "endDate": ["2020"])") +
      Line("e", "Identification", R"("holder": ["p"], "type": ["INN"])") +
      Line("x", "Address", R"("full": ["1 Castle St, Zenda"], "country": ["ru"])") +
      Line("y", "Address", R"("full": ["nowhere"])") +
      Person("p", R"("addressEntity": ["x", "z"])") +
      Line("u", "UnknownLink", R"("subject": ["p"], "object": ["q"], "role": ["friend"])") +
      Person("q"));
  const casus::Actor& actor = ActorOf(imported, "ftm:p");
  EXPECT_EQ(CodesOf(actor), "other Passport 75 0001 (ru) 2010-01-02/2020\n");
  EXPECT_EQ(actor.fact.note,
            "schema=Person\naddressEntity=x | z\n"
            "address x=schema=Address; full=1 Castle St, Zenda; country=ru\n"
            "document d=schema=Passport; number=75 0001; country=ru; type=Passport; "
            "startDate=2010-01-02; endDate=2020\n"
            "document e=schema=Identification; type=INN\n"
            "link u=schema=UnknownLink; subject=p; object=q; role=friend");
  EXPECT_NE(ActorOf(imported, "ftm:q").fact.note.find("\nlink u="), std::string::npos);
  EXPECT_TRUE(imported.chronicle.relations().empty());
  EXPECT_EQ(imported.report.kept, 6u);
  EXPECT_EQ(IssuesOf(imported),
            "f:4 (addressEntity): error: an address that no actor of the file has: 'y' [record "
            "refused]\n"
            "f:2 (number): warning: a document without a number: 'e' [kept in the note of its "
            "holder]\n");
}

TEST_F(Ftm, NamesThatAreMissing) {
  const Imported imported = Read(
      Line("a", "Company", R"("email": ["x@y"])", R"("caption": "x@y")") +
      Line("b", "Company", "") + Line("c", "Company", R"("name": ["C"])", R"("caption": "D")"));
  EXPECT_EQ(ActorOf(imported, "ftm:a").name, "x@y");
  EXPECT_EQ(ActorOf(imported, "ftm:b").name, "b");
  EXPECT_EQ(ActorOf(imported, "ftm:c").name, "C");
  EXPECT_EQ(ActorOf(imported, "ftm:c").fact.note, "caption=D\nschema=Company");
  EXPECT_EQ(IssuesOf(imported),
            "f:2 (name): warning: an entity without a name: 'b' [named by its id]\n");
}

TEST_F(Ftm, ChangesAreReadButForDeletions) {
  const auto change = [](const std::string& op, const std::string& entity) {
    return R"({"op": ")" + op + R"(", "entity": )" + entity + "}\n";
  };
  const std::string entity = R"({"id": "a", "schema": "Person", "properties": {"name": ["A"]}})";
  const Imported imported =
      Read(change("ADD", entity) +
           change("MOD", R"({"id": "b", "schema": "Person", "properties": {"name": ["B"]}})") +
           change("DEL", R"({"id": "c"})") + change("PUT", entity) + "{\"op\": \"ADD\"}\n");
  EXPECT_EQ(imported.report.layout, "lines of JSON, changes");
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(ActorOf(imported, "ftm:b").name, "B");
  EXPECT_EQ(IssuesOf(imported),
            "f:3 (op): error: a deletion: what a file no longer has is told by reading two whole "
            "files as versions into one archive: 'c' [record refused]\n"
            "f:4 (op): error: a change that is none of ADD, MOD and DEL: 'PUT' [record refused]\n"
            "f:5 (entity): error: a change without its entity [record refused]\n");
}

TEST_F(Ftm, WhatCannotBeReadIsRefused) {
  std::string many = R"("entity": ["a"], "program": ["0")";
  for (int i = 1; i <= 100; ++i) many += ",\"" + std::to_string(i) + "\"";
  const Imported imported = Read(
      Person("a") + Person("a") + "[1]\n" + "{\"schema\": \"Person\"}\n" + "{\"id\": \"b\"}\n" +
      Line("c", "Document", "") + "{\"id\":\"d\",\"schema\":\"Person\",\"properties\":[]}\n" +
      Line("e", "Person", R"("sanctions": [{"id": "f", "schema": "Sanction"}])") +
      Line("g", "Person", R"("name": [["x"]])") + Line("h", "Ownership", R"("owner": ["a"])") +
      Line("i", "Sanction", many + "]") + "{\"id\": \n\n" +
      Line("j", "Sanction", R"("program": ["x"])") +
      Line("k", "Person", R"("name": ["K", null, ""])", R"("first_seen": "never")"));
  EXPECT_EQ(imported.report.records, 14u);
  EXPECT_EQ(imported.report.kept, 2u);
  const std::string issues = IssuesOf(imported);
  for (const char* const expected :
       {"f:2 (id): error: an entity of this id is there already: 'a' [record refused]\n",
        "f:3: error: no object [record refused]\n",
        "f:4 (id): error: an entity without an id [record refused]\n",
        "f:5 (schema): error: an entity without a schema: 'b' [record refused]\n",
        "f:6 (schema): error: no actor, relation or designation is made of this schema: 'Document' "
        "[record refused]\n",
        "f:7 (properties): error: properties that are no object: 'd' [record refused]\n",
        "f:8 (sanctions): error: an entity inside of another, as nested files have them: read the "
        "file of entities: 'e' [record refused]\n",
        "f:9 (name): error: a list inside of a list: 'g' [record refused]\n",
        "f:10 (asset): error: without asset: 'h' [record refused]\n",
        "f:11 (entity): error: relates 101 pairs, more than 100: 'i' [record refused]\n",
        "f:12: error: the line ends inside of JSON [record refused]\n",
        "f:14 (entity): error: without entity: 'j' [record refused]\n",
        "f:15 (first_seen): warning: ", "'never' [kept in the note]\n",
        "f: note: 1 lines with nothing in them [left out]\n"}) {
    EXPECT_NE(issues.find(expected), std::string::npos) << expected << issues;
  }
}

TEST_F(Ftm, TheSameFileAgainAddsNothing) {
  const std::string text = Person("a", R"("addressEntity": ["x"])") + Person("b") +
                           Line("x", "Address", R"("full": ["X"])") +
                           Line("o", "Ownership", R"("owner": ["a"], "asset": ["gone"])") +
                           Line("s", "Sanction", R"("entity": ["a"], "program": ["A", "B"])") +
                           Line("u", "UnknownLink", R"("subject": ["a"], "object": ["b"])") +
                           Line("m", "Membership", R"("member": ["old"], "organization": ["b"])") +
                           Line("d", "Passport", R"("holder": ["old"], "number": ["1"])") +
                           Line("e", "Company", R"("name": ["E"])", R"("referents": ["old"])");
  const casus_test::TemporaryFile file("entities.json", text);
  casus::ChronicleBuilder builder;
  ASSERT_TRUE(casus::Import("ftm", file.path(), {}, builder).ok());
  const std::string note = builder.actor_at(*builder.FindActor("ftm:a")).fact.note;
  const auto again = casus::Import("ftm", file.path(), {}, builder);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->records, 9u);
  EXPECT_EQ(again->kept, 0u);
  EXPECT_EQ(again->issues.errors(), 9u);
  EXPECT_EQ(builder.actor_at(*builder.FindActor("ftm:a")).fact.note, note);
  EXPECT_EQ(builder.size(casus::Table::kDesignations), 2u);
  EXPECT_TRUE(builder.Build().ok());
}

TEST_F(Ftm, OtherFilesAreRefusedWhole) {
  EXPECT_NE(casus_test::Refusal("ftm", "a,b\n").message().find("(here the first line is no object"),
            std::string::npos);
  EXPECT_NE(casus_test::Refusal("auto", "{\"type\": \"Topology\"}\n")
                .message()
                .find("(here an object of JSON without a schema)"),
            std::string::npos);
  casus::ImportOptions stop;
  stop.progress = [](const casus::Progress&) { return false; };
  EXPECT_EQ(casus_test::Refusal("auto", Person("a"), stop).code(), ErrorCode::kCancelled);
}

TEST_F(Ftm, TwoFilesOfOneNameHaveACoverageEach) {
  const casus_test::Folder folder;
  casus::ChronicleBuilder builder;
  for (const std::string part : {"a", "b"}) {
    const std::string text =
        Person("p" + part) +
        Line("s" + part, "Sanction", "\"entity\": [\"p" + part + "\"], \"program\": [\"A\"]");
    const auto report = casus::Import("ftm", folder.AddIn(part, "entities.ftm.json", text),
                                      On(casus::Day::FromYmd(2026, 4, 30)), builder);
    ASSERT_TRUE(report.ok()) << report.error();
    EXPECT_EQ(report->refused, 0u);
  }
  const auto chronicle = builder.Build();
  ASSERT_TRUE(chronicle.ok()) << chronicle.error();
  EXPECT_EQ(chronicle->coverage().size(), 2u);
}

TEST(FtmWithoutJson, IsReadOrRefusedForThatReason) {
  const casus_test::TemporaryFile file("person.json", Person("a"));
  casus::ChronicleBuilder builder;
  const casus::Result<casus::ImportReport> report = casus::Import("auto", file.path(), {}, builder);
  if (report.ok()) {
    EXPECT_EQ(report->kept, 1u);
    return;
  }
  EXPECT_EQ(report.error().code(), ErrorCode::kUnsupported);
  EXPECT_EQ(report.error().message(), "JSON, and this casus was built without simdjson");
}

// ---- OpenSanctions' table of targets ----

constexpr std::string_view kHeader =
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,"
    "program_ids,dataset,first_seen,last_seen,last_change\n";

Imported ReadTargets(const std::string& rows, const casus::ImportOptions& options = {},
                     std::string_view header = kHeader) {
  const casus_test::TemporaryFile file("targets.simple.csv", std::string(header) + rows);
  Imported imported = casus_test::ImportRows("auto", file.path(), options);
  EXPECT_EQ(imported.report.format, "opensanctions-simple");
  return imported;
}

TEST(OpenSanctionsSimple, ATargetIsAnActorWithADesignationForEachProgramme) {
  const Imported imported = ReadTargets(
      "Q42,Person,Rudolf  Rassendyll,\"\"\"R \"\"\"\"the King\"\"\"\" "
      "R\"\";Red;\"\"a;b\"\"\",1894-03;1894,"
      "ru,\"Castle\n1, Zenda\",75;76,\"Block - why\",,,US-RUSHAR;EU-UKR;US-RUSHAR,Lists,"
      "2023-11-02T16:38:16,2026-04-29T12:53:04,2024-01-09T07:55:02\n"
      "v,Vessel,V,,,,,IMO9074729;IMO9074728;77,,,,,Lists,2024-01-01T00:00:00,2024-01-01T00:00:00,"
      "\n",
      On(casus::Day::FromYmd(2026, 4, 30)));
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(imported.report.layout, "16 columns, header");
  const casus::Actor& actor = ActorOf(imported, "ftm:Q42");
  EXPECT_EQ(actor.kind, casus::ActorKind::kPerson);
  EXPECT_EQ(actor.name, "Rudolf Rassendyll");
  EXPECT_EQ(NamesOf(actor), "alias R \"the King\" R\nalias Red\nalias a;b\n");
  EXPECT_EQ(CodesOf(actor), "wikidata Q42\nother 75\nother 76\n");
  EXPECT_EQ(SpanText(actor.fact), "[1894..1894]/");
  EXPECT_EQ(ToEdtf(*actor.fact.learnt), "[2023-11-02..2024-01-09]");
  EXPECT_EQ(actor.fact.note,
            "schema=Person\ncountries=ru\naddresses=Castle 1, Zenda\nsanctions=Block - why\n"
            "program_ids=US-RUSHAR | EU-UKR | US-RUSHAR\ndataset=Lists\n"
            "first_seen=2023-11-02T16:38:16\nlast_seen=2026-04-29T12:53:04\n"
            "last_change=2024-01-09T07:55:02");
  EXPECT_EQ(imported.chronicle.designations().size(), 2u);
  const casus::Designation& designation = DesignationOf(imported, "opensanctions:Q42:EU-UKR");
  EXPECT_EQ(SpanText(designation.fact), "[..2023-11-02]/[2026-04-30..]");
  EXPECT_EQ(imported.chronicle.regime(*designation.regime).fact.key, "ftm:programme:EU-UKR");
  EXPECT_EQ(CodesOf(ActorOf(imported, "ftm:v")), "imo 9074729\nimo 9074728\nother 77\n");
  const std::string issues = IssuesOf(imported);
  EXPECT_NE(issues.find("f:2 (birth_date): note: 2 dates of birth: '1894-03;1894' [taken as some "
                        "day from the first to the last of them]\n"),
            std::string::npos)
      << issues;
  EXPECT_NE(issues.find("(identifiers): note: "), std::string::npos) << issues;
  EXPECT_EQ(imported.report.issues.notes(), 2u) << issues;
}

TEST(OpenSanctionsSimple, FilesOfFifteenColumnsHaveSanctionsInWords) {
  const std::string header =
      "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,"
      "dataset,first_seen,last_seen,last_change\n";
  const Imported imported = ReadTargets(
      "a,Company,A,,,,,,\"EO13662 - 2014-03-20;\"\"Ukraine; "
      "freeze\"\"\",,,Lists,2023-11-02,2023-11-02,\n"
      "b,Person,B,,,,,,,,,Peps,2023-11-02,2023-11-02,\n"
      "c,Company,C,,,,,,\"\"\"Ukraine; freeze\"\"\",,,Lists,2023-11-02,2023-11-02,\n",
      {}, header);
  EXPECT_EQ(imported.report.layout, "15 columns, header");
  const casus::Designation& designation = DesignationOf(imported, "opensanctions:a:sanction-1");
  EXPECT_EQ(designation.fact.note, "sanction=EO13662 - 2014-03-20");
  EXPECT_EQ(SpanText(designation.fact), "[..2023-11-02]/");
  EXPECT_EQ(imported.chronicle.regime(*designation.regime).fact.key, "ftm:no-programme");
  EXPECT_EQ(DesignationOf(imported, "opensanctions:a:sanction-2").fact.note,
            "sanction=Ukraine; freeze");
  EXPECT_EQ(DesignationOf(imported, "opensanctions:c:sanction-1").fact.note,
            "sanction=Ukraine; freeze");
  EXPECT_EQ(imported.chronicle.designations().size(), 3u) << "b has an office, and no sanction";
  EXPECT_EQ(IssuesOf(imported),
            "f: warning: 3 relations or sanctions without an end, and the day of this version was "
            "not given [nothing is known of when they ended]\n");
}

TEST(OpenSanctionsSimple, WhatBreaksTheRulesIsTold) {
  const Imported imported = ReadTargets(
      "a,Person,A,,,,,,,,,,L,,,\n"
      "a,Person,B,,,,,,,,,,L,,,\n"
      ",Person,C,,,,,,,,,,L,,,\n"
      "d,Ghost,,\"\"\"x\",1.1.60,,,,\"\"\"y\",,,P,L,never,,\n"
      "e,Person,E\n");
  EXPECT_EQ(imported.report.records, 5u);
  EXPECT_EQ(imported.report.kept, 2u);
  EXPECT_EQ(ActorOf(imported, "ftm:d").name, "d");
  EXPECT_EQ(NamesOf(ActorOf(imported, "ftm:d")), "alias \"x\n");
  EXPECT_EQ(
      ActorOf(imported, "ftm:d").fact.note,
      "birth_date=1.1.60\nschema=Ghost\nsanctions=\"y\nprogram_ids=P\ndataset=L\nfirst_seen=never");
  EXPECT_EQ(DesignationOf(imported, "opensanctions:d:P").fact.span, casus::Span::Unknown());
  const std::string issues = IssuesOf(imported);
  for (const char* const expected :
       {"f:3 (id): error: a target of this id is there already: 'a' [record refused]\n",
        "f:4 (id): error: missing [record refused]\n",
        "f:5 (schema): warning: no schema of an actor that is known: 'Ghost' [kept in the note]\n",
        "f:5 (name): warning: a target without a name [named by its id]\n",
        "f:5 (aliases): warning: quotes that do not fit: '\"x' [taken as one value]\n",
        "f:5 (birth_date): warning: ", "f:5 (first_seen): warning: ",
        "3 fields where there must be 16"}) {
    EXPECT_NE(issues.find(expected), std::string::npos) << expected << issues;
  }
  EXPECT_EQ(imported.report.issues.warnings(), 7u) << issues;
  const Imported more = ReadTargets("a,Person,A,,,,,,,,,,L,,,,9\n", {},
                                    std::string(kHeader.substr(0, kHeader.size() - 1)) + ",shoe\n");
  EXPECT_NE(ActorOf(more, "ftm:a").fact.note.find("shoe=9"), std::string::npos);
  EXPECT_NE(IssuesOf(more).find("not a column of the table of targets"), std::string::npos);
  EXPECT_NE(casus_test::Refusal("opensanctions-simple",
                                "id,schema,name,aliases,sanctions,dataset\nx,y,z,,,\n")
                .message()
                .find("(here these columns are missing"),
            std::string::npos);
}

}  // namespace
