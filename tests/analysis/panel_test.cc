#include "casus/analysis/panel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "casus/time/edtf.h"

namespace casus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Two countries with a province each, of which one has a town; a disputed town; the sea.
class PanelTest : public ::testing::Test {
 protected:
  PanelTest() {
    Source one;
    one.key = "one";
    one_ = builder_.Add(one);
    Source two;
    two.key = "two";
    two_ = builder_.Add(two);
    for (const char* key : {"alba-state", "brun-state", "militia"}) {
      Actor actor;
      actor.fact.key = key;
      actor.fact.source = one_;
      actor.name = std::string("The ") + key;
      actors_.push_back(builder_.Add(actor));
    }
    AddPlace("alba", PlaceKind::kCountry, {});
    AddPlace("brun", PlaceKind::kCountry, {});
    AddPlace("north", PlaceKind::kAdmin1, {{Id("alba"), {}, {}}});
    AddPlace("south", PlaceKind::kAdmin1, {{Id("alba"), {}, {}}});
    AddPlace("town", PlaceKind::kSettlement, {{Id("north"), {}, {}}});
    AddPlace("border", PlaceKind::kSettlement,
             {{Id("alba"), {}, actors_[0]}, {Id("brun"), {}, actors_[1]}});
    AddPlace("sea", PlaceKind::kWater, {});
  }

  PlaceId Id(const std::string& key) const {
    return chronicle_ ? *chronicle_->FindPlace(key) : *builder_.FindPlace(key);
  }

  Place& AddPlace(const std::string& key, PlaceKind kind, std::vector<PlaceParent> parents) {
    Place place;
    place.fact.key = key;
    place.fact.source = one_;
    place.kind = kind;
    place.name = "Name of " + key;
    place.parents = std::move(parents);
    return builder_.place_at(builder_.Add(place));
  }

  Event& AddEvent(const char* span, const char* place = nullptr,
                  std::optional<Casualties> casualties = std::nullopt) {
    Event event;
    event.fact.key = "e" + std::to_string(++count_);
    event.fact.span = ParseEdtfSpan(span).value();
    event.fact.source = one_;
    event.type = EventType::kBattle;
    if (place != nullptr) event.place = Id(place);
    event.casualties = casualties;
    return builder_.event_at(builder_.Add(event));
  }

  void AddCoverage(const char* first, const char* last, const char* place, bool complete) {
    Coverage coverage;
    coverage.key = "c" + std::to_string(++count_);
    coverage.source = one_;
    coverage.period = Period::Of(ParseEdtfMoment(first).value().earliest(),
                                 ParseEdtfMoment(last).value().latest() + 1);
    if (place != nullptr) coverage.place = Id(place);
    coverage.complete = complete;
    builder_.Add(coverage);
  }

  Result<Panel> Try(const PanelOptions& options) {
    if (!chronicle_) chronicle_ = builder_.Build().value();
    return PanelOf(*chronicle_, options);
  }
  Panel Make(const PanelOptions& options) { return Try(options).value(); }

  // "alba 2014-03 1..2", with the truth of what is covered where that is not no.
  static std::vector<std::string> Cells(const Panel& panel) {
    std::vector<std::string> cells;
    for (const PanelCell& cell : panel.cells) {
      const Bounds events = cell.events();
      cells.push_back(
          panel.units[cell.unit].key + " " + BinLabel(panel.bin, panel.bins[cell.bin].first()) +
          " " + std::to_string(events.certain) + ".." + std::to_string(events.possible) +
          (cell.covered == Truth::kNo ? "" : " " + std::string(ToString(cell.covered))));
    }
    return cells;
  }

  ChronicleBuilder builder_;
  std::optional<Chronicle> chronicle_;
  SourceId one_{0};
  SourceId two_{0};
  std::vector<ActorId> actors_;
  int count_ = 0;
};

TEST_F(PanelTest, AnEventCountsInTheCountryItsPlaceLiesIn) {
  AddEvent("2014-03-05", "town");
  AddEvent("2014-03-06", "alba");
  AddEvent("2014-04-01", "brun");
  AddEvent("2014-03-07", "sea");
  AddEvent("2014-03-08");
  const Panel panel = Make({});
  EXPECT_THAT(Cells(panel), ElementsAre(" 2014-03 2..2", "alba 2014-03 2..2", "brun 2014-04 1..1"));
  EXPECT_EQ(panel.units[1].name, "Name of alba");
  EXPECT_EQ(panel.units[1].row, FactRef(Id("alba")));
  EXPECT_EQ(panel.units[0].row, std::nullopt);
  EXPECT_EQ(panel.totals.in_cells.events, 3);
  EXPECT_EQ(panel.totals.without_unit.events, 2);
  EXPECT_THAT(panel.issues.issues(), IsEmpty());
}

TEST_F(PanelTest, APlaceOutsideOfTheUnitsMayBelongToEachInsideIt) {
  AddEvent("2014-03-05", "town");
  AddEvent("2014-03-06", "alba");
  PanelOptions options;
  options.place_kind = PlaceKind::kAdmin1;
  const Panel panel = Make(options);
  EXPECT_THAT(Cells(panel), ElementsAre("north 2014-03 1..2", "south 2014-03 0..1"));
  EXPECT_EQ(panel.totals.unit_unsure.events, 1);
}

// Whatever is asked first.
TEST_F(PanelTest, WhatLiesInAPlaceIsNotAllThatThePlaceIs) {
  AddPlace("capital", PlaceKind::kSettlement, {{Id("alba"), {}, {}}});
  AddPlace("ceded", PlaceKind::kSettlement,
           {{Id("brun"), ParseEdtfSpan("../2014-03-10").value(), {}}});
  const auto cells = [this](const std::vector<const char*>& places, PlaceKind kind) {
    ChronicleBuilder builder;
    for (const Source& row : chronicle_->sources()) builder.Add(row);
    for (const Actor& row : chronicle_->actors()) builder.Add(row);
    for (const Place& row : chronicle_->places()) builder.Add(row);
    for (const char* place : places) {
      Event event;
      event.fact.key = std::string("in-") + place;
      event.fact.span = Span::On(Day::FromYmd(2014, 3, 20));
      event.fact.source = one_;
      event.place = Id(place);
      builder.Add(event);
    }
    PanelOptions options;
    options.place_kind = kind;
    return Cells(PanelOf(builder.Build().value(), options).value());
  };
  chronicle_ = builder_.Build().value();
  for (const auto& places : {std::vector{"north", "alba"}, std::vector{"alba", "north"}}) {
    EXPECT_THAT(cells(places, PlaceKind::kAdmin1),
                ElementsAre("north 2014-03 1..2", "south 2014-03 0..1"));
  }
  for (const auto& places : {std::vector{"capital", "alba"}, std::vector{"alba", "capital"}}) {
    EXPECT_THAT(cells(places, PlaceKind::kAdmin1),
                ElementsAre(" 2014-03 1..1", "north 2014-03 0..1", "south 2014-03 0..1"));
  }
  for (const auto& places : {std::vector{"ceded", "brun"}, std::vector{"brun", "ceded"}}) {
    EXPECT_THAT(cells(places, PlaceKind::kCountry),
                ElementsAre(" 2014-03 1..1", "brun 2014-03 1..1"));
  }
}

TEST_F(PanelTest, WhatIsDisputedIsSureByOneViewOnly) {
  AddEvent("2014-03-05", "border");
  EXPECT_THAT(Cells(Make({})), ElementsAre("alba 2014-03 0..1", "brun 2014-03 0..1"));
  PanelOptions options;
  options.viewpoint = actors_[1];
  EXPECT_THAT(Cells(Make(options)), ElementsAre("brun 2014-03 1..1"));
  options.viewpoint = actors_[2];
  EXPECT_THAT(Cells(Make(options)), ElementsAre(" 2014-03 1..1"));
}

TEST_F(PanelTest, AnInnerCountryIsNoUnit) {
  AddPlace("island", PlaceKind::kCountry, {{Id("brun"), {}, {}}});
  AddEvent("2014-03-05", "island");
  PanelOptions options;
  options.balanced = true;
  EXPECT_THAT(Cells(Make(options)), ElementsAre("alba 2014-03 0..0", "brun 2014-03 1..1"));
}

TEST_F(PanelTest, TheCountryIsThatOfTheDay) {
  AddPlace("city", PlaceKind::kSettlement,
           {{Id("alba"), ParseEdtfSpan("../2014-03-10").value(), {}},
            {Id("brun"), ParseEdtfSpan("2014-03-11/..").value(), {}}});
  AddEvent("2014-03-10", "city");
  AddEvent("2014-03-11", "city");
  AddEvent("2014-03", "city");  // before or after
  const Panel panel = Make({});
  EXPECT_THAT(Cells(panel), ElementsAre("alba 2014-03 1..2", "brun 2014-03 1..2"));
  EXPECT_EQ(panel.totals.unit_unsure.events, 1);
}

TEST_F(PanelTest, AVagueDayIsSureInTheBinThatHoldsItAll) {
  AddEvent("2014-03", "alba", Casualties{1, 2, 3, {}, {}, {}, {}});
  AddEvent("2014-03-30/2014-04-02", "alba", Casualties{10, 20, 30, {}, {}, {}, {}});
  PanelOptions options;
  const Panel months = Make(options);
  EXPECT_THAT(Cells(months), ElementsAre("alba 2014-03 1..2", "alba 2014-04 0..1"));
  EXPECT_EQ(months.cells[0].certain, (PanelSums{1, 1, 2, 3, 0}));
  EXPECT_EQ(months.cells[0].possible, (PanelSums{2, 11, 22, 33, 0}));
  EXPECT_EQ(months.units[0].spread, (PanelSums{1, 10, 20, 30, 0}));
  EXPECT_EQ(months.totals.spread, (PanelSums{1, 10, 20, 30, 0}));
  options.bin = Bin::kDay;
  const Panel days = Make(options);
  EXPECT_THAT(days.cells, SizeIs(33));
  EXPECT_EQ(days.cells[29].events(), (Bounds{0, 2, std::nullopt}));
  EXPECT_EQ(days.cells[32].events(), (Bounds{0, 1, std::nullopt}));
  EXPECT_EQ(days.totals.spread.events, 2);
  options.bin = Bin::kQuarter;
  EXPECT_THAT(Cells(Make(options)), ElementsAre("alba 2014-Q1 1..2", "alba 2014-Q2 0..1"));
  options.bin = Bin::kYear;
  EXPECT_THAT(Cells(Make(options)), ElementsAre("alba 2014 2..2"));
}

TEST_F(PanelTest, WhatReachesOutOfThePeriodIsSpreadAndWhatLiesOutsideIsCounted) {
  AddEvent("2013-12-31/2014-01-01", "alba");
  AddEvent("2014-01-31", "alba");
  AddEvent("2014-02-01", "alba");
  AddEvent("../..", "alba");
  AddEvent("XXXX", "alba");
  PanelOptions options;
  options.period = Period::OfMonth(2014, 1);
  const Panel panel = Make(options);
  EXPECT_THAT(Cells(panel), ElementsAre("alba 2014-01 1..3"));
  EXPECT_EQ(panel.totals.spread.events, 2);
  EXPECT_EQ(panel.totals.outside.events, 1);
  EXPECT_EQ(panel.totals.undated.events, 1);
  EXPECT_EQ(panel.totals.all.events, 5);
  EXPECT_THAT(panel.issues.issues(), IsEmpty());
}

TEST_F(PanelTest, DeathsFallBackToWhatIsGiven) {
  AddEvent("2014-03-01", "alba", Casualties{{}, 7, {}, {}, {}, {}, {}});
  AddEvent("2014-03-02", "alba", Casualties{5, {}, 9, {}, {}, {}, {}});
  AddEvent("2014-03-03", "alba", Casualties{{}, {}, {}, 1, {}, {}, {}});
  AddEvent("2014-03-04", "alba");
  AddEvent("2014-03-05", "alba", Casualties{4, 2, 1, {}, {}, {}, {}});  // as the source has it
  EXPECT_EQ(Make({}).cells[0].certain, (PanelSums{5, 7 + 5 + 4, 7 + 2, 7 + 9 + 1, 3}));
}

TEST_F(PanelTest, EachPartyHasItsEntry) {
  AddEvent("2014-03-01").parties = {{actors_[0], Role::kSideA}, {actors_[2], Role::kSideB}};
  AddEvent("2014-03-02").parties = {{actors_[0], Role::kSideB}, {actors_[0], Role::kSideA}};
  AddEvent("2014-03-03");
  PanelOptions options;
  options.by = PanelUnitKind::kActor;
  const Panel panel = Make(options);
  EXPECT_THAT(Cells(panel),
              ElementsAre(" 2014-03 1..1", "alba-state 2014-03 2..2", "militia 2014-03 1..1"));
  EXPECT_EQ(panel.totals.events, 3);
  EXPECT_EQ(panel.totals.all.events, 4);
  options.roles = {Role::kSideB};
  EXPECT_THAT(Cells(Make(options)),
              ElementsAre(" 2014-03 1..1", "alba-state 2014-03 1..1", "militia 2014-03 1..1"));
}

TEST_F(PanelTest, WhatTheQueryFindsOnlyPossibleIsOnlyPossible) {
  // Learnt some day in April.
  AddEvent("2014-03-01", "alba").fact.learnt = ParseEdtfMoment("2014-04").value();
  PanelOptions options;
  options.query.as_known = Day::FromYmd(2014, 4, 10);
  const Panel panel = Make(options);
  EXPECT_THAT(Cells(panel), ElementsAre("alba 2014-03 0..1"));
  EXPECT_EQ(panel.totals.doubtful.events, 1);
}

TEST_F(PanelTest, SeveralSourcesAreNotedUnlessOneIsChosen) {
  AddEvent("2014-03-01", "alba");
  AddEvent("2014-03-01", "alba").fact.source = two_;
  const Panel both = Make({});
  EXPECT_THAT(Cells(both), ElementsAre("alba 2014-03 2..2"));
  ASSERT_THAT(both.issues.issues(), SizeIs(1));
  const Issue& note = both.issues.issues()[0];
  EXPECT_EQ(note.severity, Severity::kNote);
  EXPECT_EQ(note.message, "events of 2 sources are added up");
  EXPECT_EQ(note.text, "one, two");

  PanelOptions options;
  options.query.source = two_;
  const Panel chosen = Make(options);
  EXPECT_THAT(Cells(chosen), ElementsAre("alba 2014-03 1..1"));
  EXPECT_THAT(chosen.issues.issues(), IsEmpty());
  options = {};
  options.by = PanelUnitKind::kSource;
  const Panel apart = Make(options);
  EXPECT_THAT(Cells(apart), ElementsAre("one 2014-03 1..1", "two 2014-03 1..1"));
  EXPECT_THAT(apart.issues.issues(), IsEmpty());
  // A source whose events lie outside of the period adds nothing.
  options = {};
  options.period = Period::OfMonth(2015, 1);
  EXPECT_THAT(Make(options).issues.issues(), IsEmpty());
}

TEST_F(PanelTest, APeriodIsWidenedToWholeBinsAndThatIsNoted) {
  AddEvent("2014-03-01", "alba");
  PanelOptions options;
  options.period = Period::Of(Day::FromYmd(2014, 2, 20), Day::FromYmd(2014, 3, 2));
  const Panel panel = Make(options);
  EXPECT_THAT(panel.bins, ElementsAre(Period::OfMonth(2014, 2), Period::OfMonth(2014, 3)));
  ASSERT_THAT(panel.issues.issues(), SizeIs(1));
  EXPECT_EQ(panel.issues.issues()[0].message, "the period is counted in whole months");
  EXPECT_EQ(panel.issues.issues()[0].text, "2014-02-20/2014-03-01");
  EXPECT_EQ(panel.issues.issues()[0].action, "widened to 2014-02-01/2014-03-31");
}

TEST_F(PanelTest, ZeroIsSaidWhereSomebodyLooked) {
  AddPlace("young", PlaceKind::kCountry, {}).fact.span = ParseEdtfSpan("2014-02/..").value();
  AddEvent("2014-01-05", "town");
  AddCoverage("2014-01", "2014-01", nullptr, true);
  AddCoverage("2014-02-10", "2014-03", "north", true);
  PanelOptions options;
  options.period = Period::Of(Day::FromYmd(2014, 1, 1), Day::FromYmd(2014, 4, 1));
  EXPECT_THAT(Cells(Make(options)), ElementsAre("alba 2014-01 1..1 certain"));
  options.balanced = true;
  EXPECT_THAT(
      Cells(Make(options)),
      ElementsAre("alba 2014-01 1..1 certain", "alba 2014-02 0..0 possible",
                  "alba 2014-03 0..0 possible", "brun 2014-01 0..0 certain", "brun 2014-02 0..0",
                  "brun 2014-03 0..0", "young 2014-02 0..0", "young 2014-03 0..0"));
  options.place_kind = PlaceKind::kAdmin1;
  EXPECT_THAT(Cells(Make(options)),
              ElementsAre("north 2014-01 1..1 certain", "north 2014-02 0..0 possible",
                          "north 2014-03 0..0 certain", "south 2014-01 0..0 certain",
                          "south 2014-02 0..0", "south 2014-03 0..0"));
  // Of a place asked about no other unit is zero.
  options.query.place = Id("town");
  EXPECT_THAT(Cells(Make(options)),
              ElementsAre("north 2014-01 1..1 certain", "north 2014-02 0..0 possible",
                          "north 2014-03 0..0 certain"));
  // What another source covers is no zero of this one.
  options.query.source = two_;
  EXPECT_THAT(Cells(Make(options)),
              ElementsAre("north 2014-01 0..0", "north 2014-02 0..0", "north 2014-03 0..0"));
}

TEST_F(PanelTest, CoverageIsThatOfThePlaceAskedWhereThatIsSmaller) {
  AddEvent("2014-01-05", "town");
  AddCoverage("2014-01", "2014-01", "north", true);
  EXPECT_THAT(Cells(Make({})), ElementsAre("alba 2014-01 1..1 possible"));
  PanelOptions options;
  options.query.place = Id("town");
  EXPECT_THAT(Cells(Make(options)), ElementsAre("alba 2014-01 1..1 certain"));
}

TEST_F(PanelTest, ManyUnitsAndBinsAreCountedAlike) {
  std::vector<std::string> expected;
  for (int i = 0; i < 20; ++i) {
    const std::string key = "land" + std::to_string(10 + i);
    AddPlace(key, PlaceKind::kCountry, {});
    AddEvent("0001-01-01", key.c_str());
    AddEvent("2700-01-01", key.c_str());
    expected.push_back(key + " 0001-01-01 1..1");
    expected.push_back(key + " 2700-01-01 1..1");
  }
  PanelOptions options;
  options.bin = Bin::kDay;
  EXPECT_EQ(Cells(Make(options)), expected);
}

TEST_F(PanelTest, BalancedTypesAndSourcesAreThoseAskedOrCovering) {
  AddEvent("2014-01-05");
  AddCoverage("2014-01", "2014-02", nullptr, false);
  PanelOptions options;
  options.balanced = true;
  options.period = Period::OfMonth(2014, 2);
  EXPECT_THAT(Cells(Make(options)),
              ElementsAre("alba 2014-02 0..0 possible", "brun 2014-02 0..0 possible"));
  options.by = PanelUnitKind::kSource;
  EXPECT_THAT(Cells(Make(options)), ElementsAre("one 2014-02 0..0 possible"));
  options.by = PanelUnitKind::kWorld;
  EXPECT_THAT(Cells(Make(options)), ElementsAre("world 2014-02 0..0 possible"));
  options.by = PanelUnitKind::kType;
  EXPECT_THAT(Cells(Make(options)), IsEmpty());
  options.query.types = {EventType::kBattle, EventType::kStatement};
  EXPECT_THAT(Cells(Make(options)),
              ElementsAre("battle 2014-02 0..0 possible", "statement 2014-02 0..0 possible"));
}

TEST_F(PanelTest, TheOrderOfRowsChangesNothing) {
  const char* const kSpans[] = {"2014-03", "2014-03-05", "2014-03-30/2014-04-02", "2014-03-06"};
  const char* const kPlaces[] = {"town", "border", "alba", "brun"};
  for (int i = 0; i < 4; ++i) AddEvent(kSpans[i], kPlaces[i]);
  const std::vector<std::string> cells = Cells(Make({}));
  ChronicleBuilder again;
  for (const Source& row : chronicle_->sources()) again.Add(row);
  for (const Actor& row : chronicle_->actors()) again.Add(row);
  for (const Place& row : chronicle_->places()) again.Add(row);
  for (std::uint32_t i = 4; i-- > 0;) again.Add(chronicle_->event(EventId(i)).Record());
  EXPECT_EQ(Cells(PanelOf(again.Build().value(), {}).value()), cells);
}

TEST_F(PanelTest, RefusesWhatHasNoPanel) {
  AddEvent("2014-03-05", "alba");
  const auto refused = [&](const PanelOptions& options, ErrorCode code, const char* words) {
    const Result<Panel> panel = Try(options);
    ASSERT_FALSE(panel.ok()) << words;
    EXPECT_EQ(panel.error().code(), code) << words;
    EXPECT_THAT(panel.error().message(), HasSubstr(words));
  };
  PanelOptions options;
  options.query.when = During{Period::OfYear(2014)};
  refused(options, ErrorCode::kInvalidArgument, "no time of its own");
  options = {};
  options.period = Period::Of(Day::FromYmd(2014, 1, 1), Day::EndOfTime());
  refused(options, ErrorCode::kInvalidArgument, "two ends");
  options.period = Period::Of(Day::FromYmd(9999, 1, 1), Day::FromYmd(9999, 12, 1));
  options.bin = Bin::kYear;
  refused(options, ErrorCode::kInvalidArgument, "past the calendar");
  options = {};
  options.query.types = {EventType::kMeeting};
  refused(options, ErrorCode::kInvalidArgument, "no event asked has a date");
  options = {};
  options.bin = Bin::kDay;
  options.period = Period::Of(Day::FromYmd(-900, 1, 1), Day::FromYmd(2014, 1, 1));
  refused(options, ErrorCode::kOutOfRange, "more than 1000000 bins");
}

TEST_F(PanelTest, RefusesMoreCellsThanItMayNeed) {
  for (int i = 0; i < 60; ++i) {
    const std::string key = "land" + std::to_string(i);
    AddPlace(key, PlaceKind::kCountry, {});
    AddEvent("../..", key.c_str());
  }
  AddEvent("0001-01-01");
  AddEvent("2700-01-01");
  PanelOptions options;
  options.bin = Bin::kDay;
  const Result<Panel> panel = Try(options);
  ASSERT_FALSE(panel.ok());
  EXPECT_EQ(panel.error().code(), ErrorCode::kOutOfRange);
  EXPECT_THAT(panel.error().message(), HasSubstr("50000000 cells"));
  options.query.place = Id("alba");  // no events
  options.period = Period::Of(Day::FromYmd(1, 1, 1), Day::FromYmd(2700, 1, 1));
  EXPECT_TRUE(Try(options).ok());
  options.query.place.reset();
  options.query.types = {EventType::kMeeting};
  options.balanced = true;
  EXPECT_FALSE(Try(options).ok());
}

TEST_F(PanelTest, RefusesDeathsBeyondNumbers) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  AddEvent("2014-03-05", "alba", Casualties{0, 0, kMost, {}, {}, {}, {}});
  ASSERT_TRUE(Try({}).ok());
  EXPECT_EQ(Make({}).cells[0].certain.deaths_high, kMost);
}

TEST_F(PanelTest, RefusesSumsOfDeathsBeyondNumbers) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  AddEvent("2014-03-05", "alba", Casualties{0, 0, kMost, {}, {}, {}, {}});
  AddEvent("2014-03-06", "brun", Casualties{0, 0, 1, {}, {}, {}, {}});
  const Result<Panel> panel = Try({});
  ASSERT_FALSE(panel.ok());
  EXPECT_EQ(panel.error().code(), ErrorCode::kOutOfRange);
  EXPECT_EQ(panel.error().text(), "e2");
}

}  // namespace
}  // namespace casus
