// codes, as a user meets it.

#include <string>

#include "command.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

using casus_test::CommandTest;
using casus_test::Outcome;
using ::testing::HasSubstr;
using ::testing::Not;

class CodesTest : public CommandTest {};

TEST_F(CodesTest, ACodeIsAskedWithItsSystemAndADay) {
  Outcome outcome = Run("codes CS --from iso2 --to cow --on 2005-01-01 --csv");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "truth,state,name,valid,to,code,code_truth,code_valid\n"
            "certain,yugoslavia,Serbia and Montenegro,"
            "[2003-02-04..2003-07-23]/[2006-06-04..2006-09-25],cow,345,certain,"
            "1944-10-20/2006-06-04\n");
  outcome = Run("codes RS --from fips --on 2020-01-01");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "RS in fips on 2020-01-01\n  certain  russia  Russia  [..1991-12-26]/..\n");
  // Without a day: all spells, and the codes that were held together with each.
  outcome = Run("codes CS --from iso2 --to iso3166_numeric --csv");
  EXPECT_THAT(outcome.out, HasSubstr("czechoslovakia"));
  EXPECT_THAT(outcome.out, HasSubstr(",891,"));
  EXPECT_THAT(outcome.out, Not(HasSubstr(",890,")));
}

TEST_F(CodesTest, ACodeThatNobodyBearsThenIsShownWithItsDaysAndItsOtherMeanings) {
  Outcome outcome = Run("codes SU --from iso2 --on 2020-01-01");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              HasSubstr("SU in iso3166_alpha2: nobody bears it on 2020-01-01; on other days\n"
                        "  no  soviet-union"));
  EXPECT_THAT(outcome.out, HasSubstr("A code of other systems on 2020-01-01: fips: Sudan\n"));
  outcome = Run("codes 364 --from cow");
  EXPECT_THAT(outcome.out, HasSubstr("364 in cow: nobody ever bore it\n"));
  EXPECT_THAT(outcome.out, HasSubstr("iso3166_numeric: Iran"));
}

TEST_F(CodesTest, WhatIsNoCodeIsRefusedWithAHint) {
  Outcome outcome = Run("codes 4 --from un_m49");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("is \"004\" meant?"));
  outcome = Run("codes UA --from polity");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("known are iso2, iso3, iso3166_alpha2"));
  EXPECT_EQ(Run("codes UA --from iso2 --to lei").code, 1);
  EXPECT_EQ(Run("codes UA --from iso2 --on 2020").code, 1);
}

TEST_F(CodesTest, WrongUsageIsTwo) {
  for (const char* arguments :
       {"codes", "codes UA", "codes UA --crosswalk cow gw x", "codes --crosswalk cow gw x",
        "codes --crosswalk cow gw x --column c --delimiter ab", "codes UA --column c",
        "codes --crosswalk cow gw x --column c --on 2020-01-01 --day-column d"}) {
    const Outcome outcome = Run(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_NE(outcome.err, "") << arguments;
  }
  const Outcome help = Run("codes --help");
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("Example"));
}

TEST_F(CodesTest, AFileKeepsItsRowsAndSaysWhatBecameOfEach) {
  const std::string file = Write("p.csv",
                                 "ccode,year,x\n255,2000,a\n678,1985,\"b,\"\"\"\n679,1995,c\n"
                                 ",2005,d\n002,2005,e\n345,20x,f\n20,1900,g\n999,2000,h\n");
  const std::string question =
      "codes --crosswalk cow gw '" + file + "' --column ccode --day-column year";
  const Outcome outcome = Run(question + " --in-year 12-31");
  EXPECT_EQ(outcome.code, 1);  // a day that is none
  EXPECT_EQ(outcome.out,
            "ccode,year,x,gw,gw_outcome\n255,2000,a,260,mapped\n"
            "678,1985,\"b,\"\"\",678,mapped\n679,1995,c,678,mapped\n,2005,d,,empty\n"
            "002,2005,e,,malformed\n345,20x,f,,no_day\n20,1900,g,,out_of_validity\n"
            "999,2000,h,,unknown\n");
  EXPECT_THAT(outcome.err, HasSubstr("7 rows, cow to gw: 3 mapped\n  empty: 1\n"));
  EXPECT_THAT(outcome.err, HasSubstr("  merged: 2 rows (\"678\" on 1985-12-31 -> 678; "));
  EXPECT_THAT(outcome.err, HasSubstr("p.csv:7:5 (year): error: "));
  EXPECT_THAT(outcome.err, HasSubstr("[kept without a code]"));
  const Outcome years = Run(question);
  EXPECT_EQ(years.code, 1);
  EXPECT_THAT(years.err, HasSubstr("for years, --in-year says which day is meant"));
  EXPECT_THAT(Run(question + " --in-year 02-30").err, HasSubstr("02-30"));
}

TEST_F(CodesTest, AFileMayHaveOneDayOrNone) {
  const std::string file = Write("p.tsv", "c\tiso2_name\nSU\tx\nPS\ty\n2014\tz\n");
  const std::string question =
      "codes --crosswalk iso2 fips '" + file + "' --column c --delimiter tab";
  const Outcome on = Run(question + " --on 1992-03-01");
  EXPECT_EQ(on.code, 0) << on.err;
  EXPECT_EQ(on.out,
            "c,iso2_name,fips,fips_outcome\nSU,x,,out_of_validity\nPS,y,,out_of_validity\n"
            "2014,z,,malformed\n");
  const Outcome any = Run(question);
  EXPECT_THAT(any.out, HasSubstr("SU,x,UR,mapped\nPS,y,GZ;WE,split\n"));
  EXPECT_THAT(Run("codes --crosswalk iso2 cow '" + Write("a.csv", "c\nSU\n") +
                  "' --column c --on 1960-01-01")
                  .out,
              HasSubstr("SU,365,possible\n"));
  const Outcome vague = Run("codes --crosswalk iso2 cow '" + Write("m.csv", "c,d\nSU,1960-05\n") +
                            "' --column c --day-column d --in-year 12-31");
  EXPECT_THAT(vague.err, HasSubstr("neither a day nor a year"));
}

TEST_F(CodesTest, AFileThatDoesNotFitIsRefused) {
  const std::string file = Write("p.csv", "c,gw\n2,3\n");
  const auto message = [&](const std::string& arguments) {
    const Outcome outcome = Run("codes --crosswalk " + arguments);
    EXPECT_EQ(outcome.code, 1) << arguments;
    EXPECT_EQ(outcome.out, "") << arguments;
    return outcome.err;
  };
  EXPECT_THAT(message("cow gw '" + file + "' --column c"),
              HasSubstr("the file has a column of the name to be added: 'gw'"));
  EXPECT_THAT(message("cow fips '" + file + "' --column x"), HasSubstr("no such column: 'x'"));
  EXPECT_THAT(message("cow fips '" + file + "' --column c --day-column y"),
              HasSubstr("no such column: 'y'"));
  EXPECT_THAT(message("cow lei '" + file + "' --column c"), HasSubstr("no system of codes"));
  EXPECT_THAT(message("cow fips '" + Path("none") + "' --column c"), HasSubstr("not found"));
  EXPECT_THAT(message("cow fips '" + Write("empty.csv", "") + "' --column c"),
              HasSubstr("no header"));
  const Outcome short_row =
      Run("codes --crosswalk cow gw '" + Write("s.csv", "c,d\n2\n20,1\n") + "' --column c");
  EXPECT_EQ(short_row.code, 1);
  EXPECT_EQ(short_row.out, "c,d,gw,gw_outcome\n20,1,20,mapped\n");
  EXPECT_THAT(short_row.err, HasSubstr("s.csv:2:1: error: "));
  EXPECT_THAT(short_row.err, HasSubstr("[record left out]"));
}

TEST_F(CodesTest, AFullDiskIsAnError) {
  if (!casus_test::fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const std::string file = Write("p.csv", "c\n2\n");
  const std::string command = std::string(CASUS_TOOL) + " codes --crosswalk cow gw '" + file +
                              "' --column c >/dev/full 2>'" + Path("err") + "'";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_THAT(casus_test::Slurp(Path("err")), HasSubstr("standard output could not be written"));
}

}  // namespace
