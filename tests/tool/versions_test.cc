// archive, diff and as-known, as a user meets them.

#include <filesystem>
#include <string>

#include "command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using casus_test::CommandTest;
using casus_test::Outcome;
using casus_test::Slurp;
using ::testing::HasSubstr;

const std::string kGed = CASUS_SOURCE_DIR "/examples/data/invented-ged.csv";

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

class VersionsTest : public CommandTest {
 protected:
  // The first version, and one in which an event has moved to another day and another bears a new
  // id.
  void WriteVersions() {
    Write("1.csv", Slurp(kGed));
    std::string text = Replaced(Slurp(kGed), "EXA-2022-1-9003-900001", "EXA-2022-1-9003-1");
    Write("2.csv", text);
  }
  Outcome Add(const std::string& archive, const std::string& arguments) const {
    return Run("archive " + Path(archive) + " ucdp-ged " + arguments);
  }
};

TEST_F(VersionsTest, AnArchiveGivesBackItsVersions) {
  WriteVersions();
  Outcome outcome = Add("ged.casus", Path("1.csv") + " --name 1 --published 2023-06-01");
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("1  2023-06-01  whole  6  0  0  0  0  0"));
  outcome = Add("ged.casus", Path("2.csv") + " --name 2 --published 2024-06-01 --csv");
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "version,published,scope,added,changed,deleted,rekeyed,unchanged,not_there\n"
            "1,2023-06-01,whole,6,0,0,0,0,0\n"
            "2,2024-06-01,whole,0,1,0,0,5,0\n");

  outcome = Run("diff " + Path("ged.casus") + " --from 2023-12-31 --to 2024-12-31 --csv");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "table,change,key,key_before,fields\n"
            "events,changed,ged:900001,,attributes\n");
  // The version itself and what the archive says of its day are the same.
  outcome = Run("as-known " + Path("ged.casus") + " 2023-12-31 -o " + Path("then.casus"));
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("fingerprint "));
  outcome = Run("diff " + Path("then.casus") + " " + Path("1.csv") + " --csv");
  EXPECT_EQ(outcome.out, "table,change,key,key_before,fields\n") << outcome.err;
}

TEST_F(VersionsTest, UpdatesNameWhatTheyDelete) {
  WriteVersions();
  ASSERT_EQ(Add("ged.casus", Path("1.csv") + " --name 1 --published 2023-06-01").code, 0);
  const std::string header = Slurp(kGed).substr(0, Slurp(kGed).find('\n') + 1);
  Write("none.csv", header);
  Write("gone.csv", "deleted_timestamp,event_id_cnty\n1,900001\n2,5\n");
  std::string arguments = Path("none.csv") + " --name 2 --published 2023-07-01";
  Outcome outcome = Add("ged.casus", arguments + " --deleted " + Path("gone.csv"));
  EXPECT_EQ(outcome.code, 2);  // of what is whole nothing need be named
  outcome = Add("ged.casus", arguments + " --updates --csv --deleted " + Path("gone.csv"));
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2,2023-07-01,updates,0,0,1,0,0,1\n"));
  Write("more.csv", "900002\n");
  outcome = Add("ged.casus",
                "--name 3 --published 2023-08-01 --updates --csv --deleted " + Path("more.csv"));
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("3,2023-08-01,updates,0,0,1,0,0,0\n"));
  EXPECT_EQ(Add("ged.casus", "--name 4 --published 2023-09-01").code, 2);
}

TEST_F(VersionsTest, WhatCannotBeAVersionLeavesTheArchiveAlone) {
  WriteVersions();
  ASSERT_EQ(Add("ged.casus", Path("1.csv") + " --name 1 --published 2023-06-01").code, 0);
  const std::string before = Slurp(Path("ged.casus"));
  const auto refused = [&](const std::string& arguments, const std::string& why) {
    const Outcome outcome = Add("ged.casus", arguments);
    EXPECT_EQ(outcome.code, 1) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(why)) << arguments;
    EXPECT_EQ(Slurp(Path("ged.casus")), before) << arguments;
  };
  refused(Path("2.csv") + " --name 1 --published 2024-06-01", "has a version of this name");
  refused(Path("2.csv") + " --name 2 --published 2024-06", "one day");
  refused(Path("2.csv") + " --name 2 --published 2024-06-01 --period 2022-05 2022-05",
          "outside its period");
  refused(Path("absent.csv") + " --name 2 --published 2024-06-01", "absent.csv");
  Write("bad.csv", Replaced(Slurp(kGed), "2022-03-01 00:00:00.000", "2022-03-32"));
  refused(Path("bad.csv") + " --name 2 --published 2024-06-01", "refused");
  const Outcome outcome = Run("archive " + Path("1.csv") + " ucdp-ged " + Path("2.csv") +
                              " --name 2 --published 2024-06-01");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("not an archive"));
}

// A row of sdn.csv.
std::string Entry(const std::string& number, const std::string& name) {
  std::string row = number + ",\"" + name + "\",-0- ,\"SDGT\"";
  for (int i = 0; i < 8; ++i) row += ",-0- ";
  return row + "\r\n";
}

class ListsTest : public CommandTest {
 protected:
  // Of a day of January 2024.
  Outcome Add(const std::string& day, const std::string& rows,
              const std::string& options = "") const {
    return Run("archive " + Path("h.casus") + " ofac " + Write("sdn.csv", rows) + " --name " + day +
               " --published 2024-01-" + day + " --csv " + options);
  }
  std::string Status(const std::string& name, const std::string& day,
                     const std::string& known = "") const {
    const Outcome outcome = Run("status '" + name + "' " + day + " " + Path("h.casus") + known);
    return outcome.out.substr(0, outcome.out.find('\n')) + outcome.err;
  }
};

const std::string kColumns =
    "list,version,published,scope,added,relisted,changed,delisted,unchanged,rekeyed\n";

TEST_F(ListsTest, ListsOfDaysMakePeriods) {
  const std::string one = Entry("1", "ONE"), two = Entry("2", "TWO"), three = Entry("3", "THREE");
  ASSERT_EQ(Add("10", one + two).code, 0);
  // The last before the one in between.
  ASSERT_EQ(Add("30", one + two + three).code, 0);
  const Outcome outcome = Add("20", Entry("1", "UNO"));
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, kColumns +
                             "ofac-sdn,10,2024-01-10,whole,2,0,0,0,0,0\n"
                             "ofac-sdn,20,2024-01-20,whole,0,0,1,1,0,0\n"
                             "ofac-sdn,30,2024-01-30,whole,1,1,1,0,0,0\n");
  EXPECT_EQ(Status("TWO", "2024-01-10"), "TWO on 2024-01-10: listed, certain");
  EXPECT_EQ(Status("TWO", "2024-01-20"), "TWO on 2024-01-20: delisted, possible");
  EXPECT_EQ(Status("TWO", "2024-01-25"), "TWO on 2024-01-25: listed, possible");
  EXPECT_EQ(Status("TWO", "2024-01-30"), "TWO on 2024-01-30: listed, certain");
  EXPECT_EQ(Status("THREE", "2024-01-20"), "THREE on 2024-01-20: not listed yet, possible");
  EXPECT_EQ(Status("TWO", "2024-01-30", " --known 2024-01-20"),
            "TWO on 2024-01-30, as known on 2024-01-20: delisted, possible");

  // What changed, and each list again.
  const std::string diff =
      Run("diff " + Path("h.casus") + " --from 2024-01-10 --to 2024-01-20 --csv").out;
  EXPECT_THAT(diff, HasSubstr("actors,changed,ofac:1,,name\n"));
  EXPECT_THAT(diff, HasSubstr("designations,deleted,ofac:sdn:2:SDGT,,\n"));
  ASSERT_EQ(Run("as-known " + Path("h.casus") + " 2024-01-30 -o " + Path("then.casus")).code, 0);
  ASSERT_EQ(Run("read ofac --published 2024-01-30 " + Write("sdn.csv", one + two + three) + " -o " +
                Path("list.casus"))
                .code,
            0);
  EXPECT_EQ(Run("diff " + Path("then.casus") + " " + Path("list.casus") + " --csv").out,
            "table,change,key,key_before,fields\n");
}

TEST_F(ListsTest, WhoCouldNotBeReadIsNotOffTheList) {
  const std::string one = Entry("1", "ONE"), two = Entry("2", "TWO");
  ASSERT_EQ(Add("10", one + two).code, 0);
  const std::string before = Slurp(Path("h.casus"));
  const std::string broken = one + "x" + two;
  EXPECT_THAT(Add("20", broken).err, HasSubstr("1 records were refused"));
  EXPECT_EQ(Slurp(Path("h.casus")), before);
  EXPECT_THAT(Add("20", broken, "--keep-going").out, HasSubstr("20,2024-01-20,part,0,0,0,0,1,0"));
  EXPECT_THAT(Add("25", broken, "--keep-going --refused ofac:2").out,
              HasSubstr("25,2024-01-25,whole,0,0,0,0,1,0"));
  EXPECT_THAT(Add("26", one, "--updates").out, HasSubstr("26,2024-01-26,part,0,0,0,0,1,0"));
  EXPECT_EQ(Status("TWO", "2024-01-26"), "TWO on 2024-01-26: listed, possible");
  EXPECT_THAT(Add("27", one).out, HasSubstr("27,2024-01-27,whole,0,0,0,1,1,0"));
}

TEST_F(ListsTest, WhatIsNoListOfADayLeavesTheHistoryAlone) {
  const std::string one = Entry("1", "ONE");
  ASSERT_EQ(Add("10", one).code, 0);
  const std::string before = Slurp(Path("h.casus"));
  const auto refused = [&](const Outcome& outcome, int code, const std::string& why) {
    EXPECT_EQ(outcome.code, code) << why;
    EXPECT_THAT(outcome.err, HasSubstr(why));
    EXPECT_EQ(Slurp(Path("h.casus")), before) << why;
  };
  refused(Add("10", one), 1, "has a version of this name");
  refused(Add("20", one, "--period 2022 2022"), 2, "no --period");
  refused(Add("20", ""), 1, "");
  refused(
      Run("archive " + Path("h.casus") + " ucdp-ged " + kGed + " --name 20 --published 2024-01-20"),
      1, "a list without designations");
  // The two lists of OFAC are two; others are told apart by name.
  const std::string non_sdn = "archive " + Path("h.casus") + " ofac " +
                              Write("cons_prim.csv", Entry("2", "TWO")) +
                              " --name 10 --published 2024-01-10 --csv";
  EXPECT_THAT(Run(non_sdn).out, HasSubstr("ofac-cons,10,2024-01-10,whole,1,0,0,0,0,0\n"));
  EXPECT_THAT(Run(non_sdn + " --list other").err, HasSubstr("another list has it, too"));
  EXPECT_EQ(Run("archive " + Path("ged.casus") + " ucdp-ged " + kGed +
                " --name 1 --published 2024-01-20 --list x")
                .code,
            2);
}

}  // namespace
