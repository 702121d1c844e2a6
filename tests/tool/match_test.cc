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

const std::string kBundled = CASUS_SOURCE_DIR "/examples/data/russia-ukraine";

// A chronicle whose actors have weak aliases, too.
class MatchCommandTest : public CommandTest {
 protected:
  void SetUp() override {
    CommandTest::SetUp();
    fs_folder_ = Path("list");
    casus_test::fs::create_directory(fs_folder_);
    Write("list/sources.csv", "key,kind,title\nlist,dataset,A list\n");
    Write("list/actors.csv",
          "key,source,kind,name\n"
          "a1,list,person,\"KIROV, Boris Ivanovich\"\n"
          "a2,list,person,Stepan Razin\n"
          "a3,list,company,Kirov Works 7 JSC\n");
    Write("list/actor_names.csv",
          "actor,text,kind\n"
          "a2,Granite Kolo,weak_alias\n");
  }
  std::string fs_folder_;
};

TEST_F(MatchCommandTest, PrintsScoreAndPairing) {
  const Outcome outcome = Run("match 'Borys Kirow' '" + fs_folder_ + "'");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("1 of 3 actors may be meant by: Borys Kirow"));
  EXPECT_THAT(outcome.out, HasSubstr("borys=boris (transliterated), kirow=kirov (transliterated), "
                                     "+ivanovich"));
  EXPECT_THAT(outcome.out, HasSubstr("KIROV, Boris Ivanovich"));
}

TEST_F(MatchCommandTest, ExitsWithOneIfNoneMatches) {
  const Outcome outcome = Run("match 'Kirov Works 8' '" + fs_folder_ + "' --csv");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "score,key,name,matched,kind,weak,pairing,rules,file\n");
  const Outcome lower =
      Run("match 'Kirov Works 8' '" + fs_folder_ + "' --csv --min-score 0.1 --kind organisation");
  EXPECT_EQ(lower.code, 0);
  EXPECT_THAT(lower.out, HasSubstr("a3,Kirov Works 7 JSC"));
  EXPECT_THAT(lower.out, HasSubstr("numbers_differ"));
  EXPECT_THAT(lower.out, Not(HasSubstr("Boris")));
}

TEST_F(MatchCommandTest, WeakAliasesAreAskedForAndMarked) {
  EXPECT_EQ(Run("match 'Granite Kolo' '" + fs_folder_ + "'").code, 1);
  const Outcome weak = Run("match 'Granite Kolo' '" + fs_folder_ + "' --weak --csv");
  EXPECT_EQ(weak.code, 0) << weak.err;
  EXPECT_THAT(weak.out, HasSubstr("1.00,a2,Stepan Razin,Granite Kolo,person,weak,"));
}

TEST_F(MatchCommandTest, SeveralFilesAreAskedAtOnceAndTheLimitIsTold) {
  const std::string twice = "'" + fs_folder_ + "' '" + fs_folder_ + "'";
  const Outcome outcome = Run("match 'Boris Kirov' " + twice + " --limit 1");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("2 of 6 actors"));
  EXPECT_THAT(outcome.out, HasSubstr("1 more"));
  EXPECT_EQ(Run("match 'Volodymyr Zelenskyy' '" + kBundled + "'").code, 0);
}

TEST_F(MatchCommandTest, SaysWhatItCouldNotRead) {
  const Outcome outcome = Run("match '𓀀 Boris Kirov' '" + fs_folder_ + "'");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("not compared: 𓀀"));
  Write("list/actor_names.csv", "actor,text,kind\na2,--,alias\n");
  const Outcome noted = Run("match 'Boris Kirov' '" + fs_folder_ + "'");
  EXPECT_THAT(noted.err, HasSubstr("1 names cannot be found"));
  EXPECT_THAT(noted.err, HasSubstr("without letters and digits"));
}

TEST_F(MatchCommandTest, BadOptionsAreRefused) {
  const Outcome score = Run("match x '" + fs_folder_ + "' --min-score 0");
  EXPECT_EQ(score.code, 1);
  EXPECT_THAT(score.err, HasSubstr("--min-score is above 0 and at most 1"));
  const Outcome kind = Run("match x '" + fs_folder_ + "' --kind ship");
  EXPECT_EQ(kind.code, 1);
  EXPECT_THAT(kind.err, HasSubstr("not one of: person, organisation, vessel, other: 'ship'"));
  EXPECT_EQ(Run("match x /nowhere").code, 1);
}

}  // namespace
