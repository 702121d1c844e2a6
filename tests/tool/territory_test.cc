// casus holders, casus changes and casus map, as commands.

#include <string>

#include "command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using casus_test::CommandTest;
using casus_test::Outcome;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kWar = " '" CASUS_SOURCE_DIR "/examples/data/russia-ukraine'";

using TerritoryCommands = CommandTest;

TEST_F(TerritoryCommands, HelpHasAnExample) {
  for (const char* verb : {"holders", "changes", "map"}) {
    const Outcome outcome = Run(std::string(verb) + " --help");
    EXPECT_EQ(outcome.code, 0) << verb;
    EXPECT_THAT(outcome.out, HasSubstr("Example")) << verb;
  }
}

TEST_F(TerritoryCommands, HoldersTellsTheAxesApart) {
  const Outcome outcome = Run("holders crimea 2014-03-20" + kWar);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("title: Ukraine certain, by 1 source; Russia certain, by 1 source"),
                    HasSubstr("control: Russia certain"), HasSubstr("[cshapes]"),
                    HasSubstr("recognition\n  certain  Crimea: not recognised")));
  const Outcome title = Run("holders crimea 2014-03-20 --axis title --viewpoint ukraine" + kWar);
  EXPECT_THAT(title.out, AllOf(HasSubstr("title: Ukraine certain"), Not(HasSubstr("Russia")),
                               Not(HasSubstr("control"))));
}

TEST_F(TerritoryCommands, HoldersTellsOfPlacesInsideAndOfWhatWasKnown) {
  const std::string order = "ua-order-376";
  EXPECT_THAT(Run("holders crimea 2014-03-20 --csv" + kWar).out, Not(HasSubstr("\ninside,")));
  EXPECT_THAT(Run("holders crimea 2014-03-20 --csv --inside" + kWar).out,
              HasSubstr("\ninside,control,"));
  const Outcome known = Run("holders kherson 2022-11-11 --known 2022-12-01" + kWar);
  EXPECT_EQ(known.code, 0) << known.err;
  EXPECT_THAT(known.out, Not(HasSubstr(order)));
  EXPECT_THAT(Run("holders kherson 2022-11-11 --source " + order + kWar).out, HasSubstr(order));
}

TEST_F(TerritoryCommands, ChangesSaysWhatWasBeforeAndAfter) {
  const Outcome outcome =
      Run("changes 2022-10-01 2022-12-01 --axis control --source ua-order-376 --csv" + kWar);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("Russia (military_occupation) (temporarily_occupied),(nothing said)"));
  EXPECT_THAT(Run("changes 2014-02-01 2014-04-01 --axis recognition" + kWar).out,
              HasSubstr("Russia (none)"));
}

TEST_F(TerritoryCommands, MapTellsOfEveryPlace) {
  const Outcome people = Run("map 2014-03-20 --axis control" + kWar);
  EXPECT_EQ(people.code, 0) << people.err;
  EXPECT_THAT(people.out, AllOf(HasSubstr("control on 2014-03-20\n"), HasSubstr("Crimea"),
                                HasSubstr("Russia"), Not(HasSubstr("title"))));
  const Outcome rows = Run("map 2014-03-20 --csv" + kWar);
  EXPECT_THAT(
      rows.out,
      AllOf(HasSubstr("key,place,axis,holder_key,holder,truth,of_part,witnesses,statuses\n"),
            HasSubstr("\ncrimea,Crimea,control,russia,Russia,certain,false,"),
            HasSubstr("\ncrimea,Crimea,title,ukraine,Ukraine,certain,false,1,")));
  EXPECT_THAT(Run("map 2014-03-20 --csv --viewpoint ukraine --axis title" + kWar).out,
              Not(HasSubstr("Russia")));
  EXPECT_THAT(Run("map 1850-01-01 --source ua-order-376" + kWar).out,
              HasSubstr("No source claims to speak of this day"));
}

TEST_F(TerritoryCommands, MapWritesFilesForOtherPrograms) {
  const std::string map = Path("map.geojson");
  const Outcome day = Run("map 2014-03-20 --geojson '" + map + "' --located" + kWar);
  EXPECT_EQ(day.code, 0) << day.err;
  EXPECT_EQ(day.out, "");
  EXPECT_THAT(day.err, AllOf(HasSubstr(map + ": "), HasSubstr(" features, ")));
  EXPECT_THAT(casus_test::Slurp(map), AllOf(HasSubstr("{\"type\": \"FeatureCollection\""),
                                            Not(HasSubstr("\"geometry\": null"))));
  const Outcome period =
      Run("map 2014-03-20 --axis control --period 2014 2015-06 --geojson -" + kWar);
  EXPECT_EQ(period.code, 0) << period.err;
  EXPECT_THAT(period.out,
              AllOf(HasSubstr("\"geometry\": null"), HasSubstr("\"end_display\": \"2015-06-30\"")));
  EXPECT_THAT(period.err, HasSubstr("standard output: "));
  const Outcome episodes = Run("map 2014-03-20 --episodes -" + kWar);
  EXPECT_THAT(episodes.out, HasSubstr("place,place_name,axis,source,"));
  EXPECT_THAT(episodes.err, HasSubstr(" episodes"));
  EXPECT_EQ(Run("map 2014-03-20 --period 2014 2015" + kWar).code, 2);
  EXPECT_EQ(Run("map 2014-03-20 --geojson - --period 2015 2014" + kWar).code, 1);
}

TEST_F(TerritoryCommands, MapReadsFilesTogether) {
  const std::string area = R"({"type":"MultiPolygon","coordinates":[[[[0,1],[2,1],[2,3],[0,1]]]]})";
  const std::string files =
      " '" + Write("20240708.geojson", area) + "' '" + Write("20240709.geojson", area) + "'";
  const Outcome outcome = Run("map 2024-07-08" + files);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("No source claims to speak of this day"));
  EXPECT_EQ(Run("map 2024-07-08" + files + kWar).code, 1);
}

TEST_F(TerritoryCommands, WhatIsNotThereIsSaid) {
  EXPECT_EQ(Run("holders atlantis 2014-03-20" + kWar).code, 1);
  EXPECT_EQ(Run("holders crimea 2014-13-20" + kWar).code, 1);
  EXPECT_EQ(Run("holders crimea 2014-03-20 --axis weather" + kWar).code, 1);
  EXPECT_THAT(Run("holders crimea 2014-03-20 --source nobody" + kWar).err,
              HasSubstr("no source has this key"));
  EXPECT_EQ(Run("changes 2014-02-01" + kWar).code, 2);
  EXPECT_EQ(Run("map 2014-13-20" + kWar).code, 1);
  EXPECT_EQ(Run("map 2014-03-20 --source nobody" + kWar).code, 1);
}

}  // namespace
