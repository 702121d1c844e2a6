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

}  // namespace
