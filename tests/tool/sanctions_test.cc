#include <string>

#include "command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using casus_test::CommandTest;
using casus_test::Outcome;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kOwners = " '" CASUS_SOURCE_DIR "/examples/data/invented-owners' ";
const std::string kBundled = " '" CASUS_SOURCE_DIR "/examples/data/russia-ukraine' ";

using SanctionCommands = CommandTest;

TEST_F(SanctionCommands, HelpHasAnExample) {
  for (const char* verb : {"status", "blocked"}) {
    const Outcome outcome = Run(std::string(verb) + " --help");
    EXPECT_EQ(outcome.code, 0) << verb;
    EXPECT_THAT(outcome.out, HasSubstr("Example")) << verb;
  }
}

TEST_F(SanctionCommands, StatusTellsItsFiveAnswersApart) {
  const auto heading = [&](const std::string& question) {
    const Outcome outcome = Run("status " + question);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out.substr(0, outcome.out.find('\n'));
  };
  EXPECT_EQ(heading("quill 2022-01-01" + kOwners), "Bo Quill on 2022-01-01: listed, certain");
  EXPECT_EQ(heading("quill 2022-12-01" + kOwners), "Bo Quill on 2022-12-01: delisted, certain");
  EXPECT_EQ(heading("quill 2021-01-01" + kOwners),
            "Bo Quill on 2021-01-01: not listed yet, certain");
  EXPECT_EQ(heading("ferry 2023-03-01" + kOwners),
            "Ferry Lines on 2023-03-01: on no list known, certain");
  EXPECT_EQ(heading("reed 2023-03-01" + kOwners), "Cy Reed on 2023-03-01: listed, possible");
  EXPECT_EQ(heading("ferry 2019-03-01" + kOwners),
            "Ferry Lines on 2019-03-01: not covered by any source: no listing means nothing");
  EXPECT_EQ(heading("marlow 2023-03-01 --sender hilltop" + kOwners),
            "Ada Marlow on 2023-03-01, by Hilltop: on no list known, possible");
  EXPECT_EQ(heading("marlow 2023-03-01 --sender hilltop --with-organisations" + kOwners),
            "Ada Marlow on 2023-03-01, by Hilltop or what it is a member of: listed, certain");
  EXPECT_EQ(heading("reed 2024-02-01 --regime elsewhere-block --source elsewhere-list" + kOwners),
            "Cy Reed on 2024-02-01, regime Blocking of Elsewhere, on elsewhere-list: listed, "
            "certain");
  EXPECT_EQ(heading("sberbank 2022-03-01 --known 2022-02-01" + kBundled).find("as known on") !=
                std::string::npos,
            true);
}

TEST_F(SanctionCommands, StatusShowsWhatProvesItAndWhatIsBesideIt) {
  const Outcome quill = Run("status quill 2023-03-01" + kOwners);
  EXPECT_THAT(quill.out, HasSubstr("In force\n"));
  EXPECT_THAT(quill.out, HasSubstr("Exempted from it\n"));
  EXPECT_THAT(quill.out, HasSubstr("Wages due before the listing"));
  EXPECT_THAT(quill.out, HasSubstr("Ended before\n"));
  EXPECT_THAT(Run("status ferry 2023-03-01" + kOwners).out, HasSubstr("Threatened\n"));
  EXPECT_THAT(Run("status quill 2022-12-01" + kOwners).out, HasSubstr("Later\n"));
  EXPECT_THAT(Run("status marlow 2025-06-01 --sender elsewhere" + kOwners).out,
              Not(HasSubstr("may be missing")));  // not covered says so itself
  EXPECT_THAT(Run("status marlow 2024-02-01 --sender elsewhere" + kOwners).out,
              HasSubstr("No source claims to list all on this day"));
  EXPECT_THAT(Run("status quill 2019-01-01" + kOwners).out,
              HasSubstr("No source speaks of this day"));
  const Outcome csv = Run("status quill 2023-03-01 --csv" + kOwners);
  EXPECT_THAT(csv.out, StartsWith("part,key,truth,what,when,edtf,source\n"
                                  "status,quill,certain,listed,,,\n"
                                  "in_force,council.quill.2023,certain,"));
  EXPECT_THAT(csv.out, HasSubstr("\nexemption,council.wages,certain,"));
}

TEST_F(SanctionCommands, BlockedListsWhoAndSaysWhose) {
  const Outcome all = Run("blocked 2024-07-02 --rule eu --sender council" + kOwners);
  EXPECT_EQ(all.code, 0) << all.err;
  EXPECT_THAT(all.out, StartsWith("Blocked on 2024-07-02, by Council of Somewhere (EU until"));
  EXPECT_THAT(all.out, HasSubstr("Listed: 2 certain, 0 only possible"));
  EXPECT_THAT(all.out, HasSubstr("By ownership: 0 certain, 0 only possible"));
  const Outcome next = Run("blocked 2024-07-03 --rule eu --sender council" + kOwners);
  EXPECT_THAT(next.out, HasSubstr("By ownership: 2 certain, 1 only possible"));
  EXPECT_THAT(next.out, HasSubstr("Mill Trust: 25 to 50 %"));
  EXPECT_THAT(next.err, HasSubstr("two parcels of one owner and size"));
  EXPECT_THAT(Run("blocked 2024-07-03" + kOwners).out, HasSubstr("on anyone's list (OFAC 2014"));
  EXPECT_THAT(Run("blocked 2022-03-01" + kBundled).out, HasSubstr("No ownership is known here."));
}

TEST_F(SanctionCommands, BlockedExplainsOneByTheFewestHoldings) {
  const Outcome why =
      Run("blocked 2024-07-03 --rule eu --sender council --entity 'Orchard Foods'" + kOwners);
  EXPECT_EQ(why.code, 0) << why.err;
  EXPECT_THAT(why.out, StartsWith("Orchard Foods on 2024-07-03, by Council of Somewhere (EU 2024: "
                                  "50 % or more, in the aggregate): blocked\n"));
  EXPECT_THAT(why.out, HasSubstr("hold 50 to 100 % of it; the rule asks for 50 % or more"));
  EXPECT_THAT(why.out, HasSubstr("The fewest holdings that explain it\n  certain  Ada Marlow owns "
                                 "Brook Holding: 50 %"));
  EXPECT_THAT(why.out, HasSubstr("\nListed\n"));
  const Outcome below = Run("blocked 2024-07-02 --rule uk --entity orchard" + kOwners);
  EXPECT_THAT(below.out, HasSubstr("not blocked"));
  EXPECT_THAT(below.out, HasSubstr("the rule asks for more than 50 %"));
  EXPECT_THAT(below.out, HasSubstr("No source claims to know all owners"));
  EXPECT_THAT(Run("blocked 2024-02-01 --sender elsewhere --entity quarry" + kOwners).out,
              HasSubstr("possibly blocked"));
  EXPECT_THAT(Run("blocked 2024-02-01 --sender elsewhere --entity quarry" + kOwners).out,
              HasSubstr("No source claims to list all"));
  EXPECT_THAT(Run("blocked 2024-07-03 --entity quarry --json" + kOwners).out,
              HasSubstr("{\"part\": \"entity\", \"key\": \"quarry\", \"truth\": \"possible\""));
}

TEST_F(SanctionCommands, SayWhatIsWrong) {
  const auto fails = [&](const std::string& arguments, int code, const std::string& why) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, code) << arguments;
    EXPECT_EQ(outcome.out, "") << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(why)) << arguments;
  };
  fails("status quill 2022" + kOwners, 1, "one day");
  fails("status nobody 2022-01-01" + kOwners, 1, "no actor has this key or name");
  fails("status quill 2022-01-01 --regime x" + kOwners, 1, "no regime has this key");
  fails("status quill 2022-01-01 --source x" + kOwners, 1, "no source has this key");
  fails("status quill 2022-01-01 --sender x" + kOwners, 1, "no actor has this key or name");
  fails("status quill 2022-01-01 --known x" + kOwners, 1, "'x'");
  fails("status quill 2022-01-01 --with-organisations" + kOwners, 2, "--sender");
  fails("status quill 2022-01-01", 2, "FILE");
  fails("blocked 2022-01-01 --rule us" + kOwners, 1, "not one of: ofac, eu, uk, bis");
  fails("blocked 2025-12-01 --rule bis" + kOwners, 1, "suspended");
  fails("blocked 2022-01-01 --entity nobody" + kOwners, 1, "no actor has this key or name");
  fails("status quill 2022-01-01" + kOwners + kOwners, 1, "a chronicle is asked alone");
}

TEST_F(SanctionCommands, SeveralFilesAreReadTogether) {
  const std::string ged = CASUS_SOURCE_DIR "/examples/data/invented-ged.csv";
  const Outcome twice = Run("blocked 2022-01-01 '" + ged + "' '" + Path("none.csv") + "'");
  EXPECT_EQ(twice.code, 1);
  EXPECT_THAT(twice.err, HasSubstr("none.csv"));
  const std::string states = Write("states.csv",
                                   "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,"
                                   "endday,version\n"
                                   "SYL,901,Sylvania,1816,1,1,2016,12,31,2016\n");
  const Outcome both = Run("status Sylvania 1900-01-01 '" + ged + "' '" + states + "'");
  EXPECT_EQ(both.code, 0) << both.err;
  EXPECT_THAT(both.out, StartsWith("Sylvania on 1900-01-01: not covered"));
  EXPECT_EQ(Run("status Sylvania 1900-01-01 '" + ged + "'").code, 1);
}

}  // namespace
