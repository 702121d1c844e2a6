// casus holders and casus changes, as commands.

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
  for (const char* verb : {"holders", "changes"}) {
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

TEST_F(TerritoryCommands, WhatIsNotThereIsSaid) {
  EXPECT_EQ(Run("holders atlantis 2014-03-20" + kWar).code, 1);
  EXPECT_EQ(Run("holders crimea 2014-13-20" + kWar).code, 1);
  EXPECT_EQ(Run("holders crimea 2014-03-20 --axis weather" + kWar).code, 1);
  EXPECT_THAT(Run("holders crimea 2014-03-20 --source nobody" + kWar).err,
              HasSubstr("no source has this key"));
  EXPECT_EQ(Run("changes 2014-02-01" + kWar).code, 2);
}

}  // namespace
