#include "casus/base/issue.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace casus {
namespace {

Issue Make(Severity severity, const std::string& message) {
  Issue issue;
  issue.severity = severity;
  issue.message = message;
  return issue;
}

TEST(Issue, PrintsPlaceSeverityMessageTextAndAction) {
  Issue issue = Make(Severity::kError, "no such day");
  issue.where.file = "events.csv";
  issue.where.line = 12;
  issue.where.field = "begin";
  issue.text = "2022-02-30";
  issue.action = "record refused";
  const std::string wanted =
      "events.csv:12 (begin): error: no such day: '2022-02-30' [record refused]";
  EXPECT_EQ(ToString(issue), wanted);
  std::ostringstream out;
  out << issue;
  EXPECT_EQ(out.str(), wanted);
  EXPECT_EQ(ToString(Make(Severity::kNote, "odd")), "note: odd");
}

TEST(IssueLog, CountsBySeverityAndKeepsTheOrder) {
  IssueLog log;
  log.Add(Make(Severity::kNote, "a"));
  log.Add(Make(Severity::kError, "b"));
  log.Add(Make(Severity::kWarning, "c"));
  log.Add(Make(Severity::kError, "d"));
  EXPECT_EQ(log.notes(), 1U);
  EXPECT_EQ(log.warnings(), 1U);
  EXPECT_EQ(log.errors(), 2U);
  ASSERT_EQ(log.issues().size(), 4U);
  EXPECT_EQ(log.issues()[1].message, "b");
  EXPECT_EQ(log.issues()[3].message, "d");
  EXPECT_EQ(log.not_kept(), 0U);
}

TEST(IssueLog, KeepsTheFirstOfEachSeverityAndCountsTheRest) {
  IssueLog log(2);
  for (int i = 0; i < 5; ++i) log.Add(Make(Severity::kNote, std::to_string(i)));
  log.Add(Make(Severity::kError, "e"));
  EXPECT_EQ(log.notes(), 5U);
  EXPECT_EQ(log.errors(), 1U);
  EXPECT_EQ(log.not_kept(), 3U);
  ASSERT_EQ(log.issues().size(), 3U);
  EXPECT_EQ(log.issues()[0].message, "0");
  EXPECT_EQ(log.issues()[1].message, "1");
  EXPECT_EQ(log.issues()[2].message, "e");
}

TEST(IssueLog, TakesOverAnErrorWithItsPlaceAndText) {
  IssueLog log;
  Where where;
  where.line = 4;
  log.AddError(Error(ErrorCode::kDuplicate, "key given twice", where, "17"), "record refused");
  ASSERT_EQ(log.issues().size(), 1U);
  const Issue& issue = log.issues()[0];
  EXPECT_EQ(issue.severity, Severity::kError);
  EXPECT_EQ(issue.code, ErrorCode::kDuplicate);
  EXPECT_EQ(issue.where.line, 4U);
  EXPECT_EQ(issue.text, "17");
  EXPECT_EQ(issue.action, "record refused");
}

TEST(IssueLog, CutsLongTexts) {
  IssueLog log;
  Issue issue = Make(Severity::kError, "long");
  issue.text = std::string(200, 'x');
  log.Add(issue);
  EXPECT_EQ(log.issues().back().text, issue.text);
  issue.text += 'y';
  log.Add(issue);
  EXPECT_EQ(log.issues().back().text, std::string(200, 'x') + "...");
}

TEST(IssueLog, CutsNoCharacterInTwo) {
  IssueLog log;
  Issue issue = Make(Severity::kError, "long");
  // The euro sign takes three bytes; begun at 198, 199 and 200.
  for (const std::size_t before : {197U, 198U, 199U, 200U}) {
    issue.text = std::string(before, 'x') + "\u20AC" + std::string(10, 'y');
    log.Add(issue);
    const std::string kept =
        before == 197U ? std::string(197, 'x') + "\u20AC" : std::string(before, 'x');
    EXPECT_EQ(log.issues().back().text, kept + "...") << before;
  }
  // What is not UTF-8 at all is cut all the same.
  issue.text = std::string(300, '\x80');
  log.Add(issue);
  EXPECT_LE(log.issues().back().text.size(), 203U);
  EXPECT_GE(log.issues().back().text.size(), 200U);
}

TEST(IssueLog, AppendKeepsOrderCountsAndCaps) {
  IssueLog first(3);
  first.Add(Make(Severity::kNote, "0"));
  first.Add(Make(Severity::kNote, "1"));
  IssueLog second(2);
  for (int i = 2; i < 6; ++i) second.Add(Make(Severity::kNote, std::to_string(i)));
  second.Add(Make(Severity::kError, "e"));
  first.Append(second);
  EXPECT_EQ(first.notes(), 6U);
  EXPECT_EQ(first.errors(), 1U);
  ASSERT_EQ(first.issues().size(), 4U);
  EXPECT_EQ(first.issues()[2].message, "2");
  EXPECT_EQ(first.issues()[3].message, "e");
  // Two that the second had not kept, and one for which the first had no room.
  EXPECT_EQ(first.not_kept(), 3U);
  EXPECT_EQ(first.notes() + first.errors(), first.issues().size() + first.not_kept());
}

TEST(IssueLog, CanBeAppendedToItself) {
  IssueLog log;
  for (int i = 0; i < 100; ++i) log.Add(Make(Severity::kNote, std::to_string(i)));
  log.Append(log);
  EXPECT_EQ(log.notes(), 200U);
  EXPECT_EQ(log.issues().size(), 200U);
  EXPECT_EQ(log.issues()[150].message, "50");
}

}  // namespace
}  // namespace casus
