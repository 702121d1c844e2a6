// What Check finds wrong with statuses of territory beside each other, and what it leaves alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "casus/chronicle/chronicle.h"
#include "words.h"

namespace casus::chronicle_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CheckTerritoryTest : public testing::Test {
 protected:
  CheckTerritoryTest()
      : red_(maker_.AddActor("red")),
        blue_(maker_.AddActor("blue")),
        country_(maker_.AddPlace("country")),
        town_(maker_.AddPlace("town", {{country_, std::nullopt, std::nullopt}})) {}

  TerritorialStatus NewStatus(const std::string& span, ActorId holder, Axis axis = Axis::kControl) {
    TerritorialStatus status;
    status.fact = MakeFact(maker_.Key("status"), S(span), maker_.source());
    status.place = country_;
    status.holders = {holder};
    status.axis = axis;
    return status;
  }
  // With `set` done to it before.
  template <typename Set>
  void Add(TerritorialStatus status, Set set) {
    set(status);
    maker_.builder.Add(std::move(status));
  }
  void Add(TerritorialStatus status) { maker_.builder.Add(std::move(status)); }
  static auto Fraction(std::int32_t low, std::int32_t high) {
    return [=](TerritorialStatus& status) {
      status.extent.fraction_low = low;
      status.extent.fraction_high = high;
    };
  }
  EventId AddChange(const std::string& span, double area = 0) {
    Event event = maker_.MakeEvent(span, {});
    event.type = EventType::kTerritorialChange;
    event.parties = {{red_, Role::kGainer}, {blue_, Role::kLoser}};
    TerritorialChangeDetails& details = event.details.emplace<TerritorialChangeDetails>();
    if (area > 0) details.area_km2 = area;
    return maker_.builder.Add(event);
  }
  SourceId AddSource(const std::string& key) {
    Source source;
    source.key = key;
    source.published = M("2030-01-01");
    return maker_.builder.Add(source);
  }

  // "warning status3 span: ...", in order.
  std::vector<std::string> Problems() {
    std::vector<std::string> problems;
    for (const Issue& issue : maker_.builder.Check().issues()) {
      problems.push_back(std::string(ToString(issue.severity)) + ' ' + issue.text + ' ' +
                         issue.where.field + ": " + issue.message);
    }
    return problems;
  }

  Maker maker_;
  ActorId red_;
  ActorId blue_;
  PlaceId country_;
  PlaceId town_;
};

TEST_F(CheckTerritoryTest, AHandoverIsNoProblem) {
  Add(NewStatus("2014/2015", red_));
  Add(NewStatus("2016/..", blue_));
  Add(NewStatus("2010/..", red_, Axis::kClaim));
  Add(NewStatus("2010/..", blue_, Axis::kClaim));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, FractionsThatAreMoreThanAll) {
  Add(NewStatus("2014-01-01/2014-12-31", red_), Fraction(6000, 7000));
  Add(NewStatus("2014-06-01/2014-12-31", blue_), Fraction(4001, 5000));
  EXPECT_THAT(Problems(), ElementsAre(AllOf(HasSubstr("warning status2 fraction: "),
                                            HasSubstr("on 2014-06-01, 100 % at the least"))));
}

TEST_F(CheckTerritoryTest, FractionsThatMayBeAllOrLessAreNoProblem) {
  Add(NewStatus("2014-01-01/2014-05-31", red_), Fraction(6000, 7000));
  Add(NewStatus("2014-01-01/2014-05-31", blue_), Fraction(4000, 5000));
  // The same value twice is one; what was over before is over.
  Add(NewStatus("2014-02-01/2014-05-31", red_), Fraction(5000, 7000));
  Add(NewStatus("2014-06-01/2014-12-31", blue_), Fraction(9000, 9500));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, GapsAreCountedBySourceAndAxis) {
  Add(NewStatus("2014-01-01/2014-02-28", red_));
  Add(NewStatus("2014-03-02/2014-05-31", red_));
  Add(NewStatus("2014-07-01/2014-08-31", blue_));
  Add(NewStatus("2014-09-01/..", blue_));
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("note status2 span: 2 gaps between what 'source' says of the "
                                    "control of a place")));
}

TEST_F(CheckTerritoryTest, AnExceptionThatLiesElsewhere) {
  const PlaceId island = maker_.AddPlace("island");
  Add(NewStatus("2014/..", red_), [&](TerritorialStatus& status) {
    status.extent.except = {town_, island};
  });
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("warning status1 except: 'island' is excepted, but nobody says "
                                    "that it lies in 'country'")));
}

TEST_F(CheckTerritoryTest, AnExceptionThatLeftThePlaceBefore) {
  const PlaceId port =
      maker_.AddPlace("port", {{country_, S("1990-01-01/2013-12-31"), std::nullopt}});
  const auto except_port = [&](TerritorialStatus& status) { status.extent.except = {port}; };
  Add(NewStatus("2013-06-01/2013-12-31", red_), except_port);
  Add(NewStatus("2014-01-01/..", red_), except_port);
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("warning status2 except: 'port' is excepted")));
}

TEST_F(CheckTerritoryTest, APartThatIsGivenToAnother) {
  Add(NewStatus("2014/2020", red_));
  const auto of_town = [&](TerritorialStatus& status) { status.place = town_; };
  Add(NewStatus("2016/2018", blue_), of_town);
  EXPECT_THAT(Problems(),
              ElementsAre(AllOf(HasSubstr("warning status2 holders: "),
                                HasSubstr("all of 'country', in which it lies, to another"),
                                HasSubstr("'status1'"))));
}

TEST_F(CheckTerritoryTest, APartThatIsExceptedOrOtherwiseNotMeant) {
  const auto of_town = [&](TerritorialStatus& status) { status.place = town_; };
  Add(NewStatus("2014/2015", red_),
      [&](TerritorialStatus& status) { status.extent.except = {town_}; });
  Add(NewStatus("2014/2015", blue_), of_town);
  // A fraction may be the rest; the same holder; another view; perhaps not on the same day.
  Add(NewStatus("2016/2017", red_), Fraction(5000, 9000));
  Add(NewStatus("2016/2017", blue_), of_town);
  Add(NewStatus("2018/2019", red_));
  Add(NewStatus("2018/2019", red_), of_town);
  Add(NewStatus("2018/2019", blue_), [&](TerritorialStatus& status) {
    status.place = town_;
    status.viewpoint = blue_;
  });
  Add(NewStatus("[2020-02..2020-03]/2020-03-31", red_));
  Add(NewStatus("2020-01-01/2020-02-29", blue_), of_town);
  for (const std::string& problem : Problems()) EXPECT_THAT(problem, HasSubstr("note "));
}

TEST_F(CheckTerritoryTest, APartByOneViewOnly) {
  const PlaceId peninsula = maker_.AddPlace("peninsula", {{country_, std::nullopt, red_}});
  const auto of_peninsula = [&](std::optional<ActorId> viewpoint) {
    return [=](TerritorialStatus& status) {
      status.place = peninsula;
      status.viewpoint = viewpoint;
    };
  };
  const auto by_red = [&](TerritorialStatus& status) { status.viewpoint = red_; };
  Add(NewStatus("2014/..", red_), by_red);
  Add(NewStatus("2014/..", red_));
  Add(NewStatus("2014/..", blue_), of_peninsula(std::nullopt));
  EXPECT_THAT(Problems(), IsEmpty());
  Add(NewStatus("2014/..", blue_), of_peninsula(red_));
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("warning status4 holders: ")));
}

TEST_F(CheckTerritoryTest, AnOccupierWhoHoldsTheTitle) {
  const auto occupied = [](TerritorialStatus& status) {
    status.regime = ControlRegime::kMilitaryOccupation;
  };
  Add(NewStatus("2014/..", blue_), occupied);
  const auto by_law_of = [](ActorId whose) {
    return [=](TerritorialStatus& status) { status.viewpoint = whose; };
  };
  Add(NewStatus("2014/..", blue_, Axis::kTitle), by_law_of(blue_));
  EXPECT_THAT(Problems(), IsEmpty());
  Add(NewStatus("2015/..", blue_, Axis::kTitle));
  EXPECT_THAT(Problems(), ElementsAre(AllOf(HasSubstr("warning status1 holders: occupied by whom"),
                                            HasSubstr("'status3'"))));
}

TEST_F(CheckTerritoryTest, AnOccupationAfterWhichNobodyIsNamed) {
  const auto occupied = [](TerritorialStatus& status) {
    status.regime = ControlRegime::kMilitaryOccupation;
  };
  Add(NewStatus("2014-01-01/2014-06-30", blue_), occupied);
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("note status1 span: 1 occupation ends, after which 'source' "
                                    "says nothing of who holds the place")));
  Add(NewStatus("2014-07-01/..", red_));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, RecognitionOfWhomNobodyNames) {
  const auto by_blue = [&](TerritorialStatus& status) {
    status.viewpoint = blue_;
    status.recognition = RecognitionKind::kDeJure;
  };
  Add(NewStatus("2014/..", red_, Axis::kRecognition), by_blue);
  // That comes later.
  Add(NewStatus("2016/..", red_, Axis::kClaim));
  EXPECT_THAT(Problems(), ElementsAre(HasSubstr("warning status1 holders: recognition of 'red', "
                                                "of whom nobody says by then")));
  Add(NewStatus("2013/..", red_, Axis::kTitle));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, RecognitionRefusedNeedsNoClaim) {
  Add(NewStatus("2014/..", red_, Axis::kRecognition), [&](TerritorialStatus& status) {
    status.viewpoint = blue_;
    status.recognition = RecognitionKind::kNone;
  });
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, RecognitionAndClaimsByNobody) {
  Add(NewStatus("2010/..", red_, Axis::kClaim));
  Add(NewStatus("2014/..", red_, Axis::kRecognition));
  Add(NewStatus("2014/..", red_, Axis::kClaim),
      [](TerritorialStatus& status) { status.holders.clear(); });
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("warning status2 viewpoint: recognition by nobody"),
                          HasSubstr("warning status3 holders: a claim that nobody makes")));
}

TEST_F(CheckTerritoryTest, RecognitionWithdrawnThatWasNotGiven) {
  Add(NewStatus("2010/..", red_, Axis::kClaim));
  const auto set = [&](ActorId who, RecognitionKind kind) {
    return [=](TerritorialStatus& status) {
      status.viewpoint = who;
      status.recognition = kind;
    };
  };
  Add(NewStatus("2014/..", red_, Axis::kRecognition), set(red_, RecognitionKind::kDeJure));
  Add(NewStatus("2016/..", red_, Axis::kRecognition), set(blue_, RecognitionKind::kWithdrawn));
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("warning status3 recognition: withdrawn from 'red'")));
  Add(NewStatus("2015/2015", red_, Axis::kRecognition), set(blue_, RecognitionKind::kDeFacto));
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, AnEffectBeforeItsCause) {
  const EventId change = AddChange("2014-03-18");
  Add(NewStatus("2014-03-17/..", red_), [&](TerritorialStatus& s) { s.begun_by = change; });
  Add(NewStatus("2013-01-01/2014-03-16", blue_),
      [&](TerritorialStatus& s) { s.ended_by = change; });
  EXPECT_THAT(Problems(),
              ElementsAre(HasSubstr("warning status2 begun_by: it begins at the latest on "
                                    "2014-03-17, but 'event1' had not begun then"),
                          HasSubstr("warning status3 ended_by: it is over at the latest on "
                                    "2014-03-17, but 'event1' had not begun then")));
}

TEST_F(CheckTerritoryTest, AnEffectOfTheDayOrLater) {
  const EventId change = AddChange("2014-03");
  Add(NewStatus("2014-03-01/..", red_), [&](TerritorialStatus& s) { s.begun_by = change; });
  Add(NewStatus("2013-01-01/2014-02-28", blue_),
      [&](TerritorialStatus& s) { s.ended_by = change; });
  EXPECT_THAT(Problems(), IsEmpty());
}

TEST_F(CheckTerritoryTest, AHolderWhoIsNotTheGainer) {
  const EventId change = AddChange("2014-03-18");
  Add(NewStatus("2014-03-18/..", blue_), [&](TerritorialStatus& s) { s.begun_by = change; });
  Add(NewStatus("2013-01-01/2014-03-17", red_), [&](TerritorialStatus& s) { s.ended_by = change; });
  // What is claimed may be begun by anything.
  Add(NewStatus("2014-03-18/..", blue_, Axis::kClaim),
      [&](TerritorialStatus& s) { s.begun_by = change; });
  EXPECT_THAT(
      Problems(),
      ElementsAre(HasSubstr("warning status2 begun_by: nobody who holds it is the gainer of the "
                            "change 'event1'"),
                  HasSubstr("warning status3 ended_by: nobody who holds it is the loser of the "
                            "change 'event1'")));
}

TEST_F(CheckTerritoryTest, AreasOfOneChangeThatDiffer) {
  AddChange("2014-03", 27000);
  const auto add = [&](const std::string& span, double area, SourceId source) {
    Event event = maker_.MakeEvent(span, {});
    event.fact.source = source;
    event.type = EventType::kTerritorialChange;
    event.parties = {{red_, Role::kGainer}, {blue_, Role::kLoser}};
    event.details.emplace<TerritorialChangeDetails>().area_km2 = area;
    maker_.builder.Add(event);
  };
  add("2014-03-18", 25776, AddSource("maps"));      // within a tenth
  add("2014-03-18", 1, AddSource("placeholders"));  // small, not known
  add("2014-05-01", 100, AddSource("another"));     // another change
  add("2014-03", 30000, maker_.source());           // by the same source: another change, too
  EXPECT_THAT(Problems(), ElementsAre(AllOf(HasSubstr("warning event5 area_km2: "),
                                            HasSubstr("differs by 14 %: 'event2'"))));
  add("2014", 20000, AddSource("guesses"));
  EXPECT_EQ(Problems().size(), 5U);  // against the first, the second, the third and the fourth
}

TEST_F(CheckTerritoryTest, RowsThatReferToNothingArePassedOver) {
  Add(NewStatus("2014/..", red_), [](TerritorialStatus& status) {
    status.extent.except = {PlaceId(99)};
    status.begun_by = EventId(99);
    status.viewpoint = ActorId(99);
  });
  for (const std::string& problem : Problems()) EXPECT_THAT(problem, HasSubstr("error "));
}

}  // namespace
}  // namespace casus::chronicle_test
