// Which mistake in a folder gives which error, and where.

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "casus/base/issue.h"
#include "casus/io/text_form.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "src/io/text_form_cells.h"
#include "src/io/text_form_files.h"
#include "src/io/text_form_schema.h"
#include "text_form_samples.h"

namespace casus::text_form {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Folder = std::map<std::string, std::string>;

// A sound folder to make mistakes in.
Folder Sound() {
  return {
      {"sources.csv", "key,title,published\ns,Source,2022-03\n"},
      {"actors.csv",
       "key,source,learnt,superseded,kind,name\n"
       "ua,s,,,state,Ukraine\n"
       "ru,s,2000,2001-01-01,state,RF\n"
       "ru,s,2001,,state,Russia\n"},
      {"places.csv", "key,source,kind,latitude,longitude\nkyiv,s,settlement,50.45,30.52\n"},
      {"events.csv",
       "key,span,source,type,name\n"
       "e1,2022-02-24,s,battle,One\n"
       "e2,2022-03,s,meeting,Two\n"},
      {"event_parties.csv", "event,actor,role\ne1,ru,initiator\n"},
  };
}

Result<TextFormResult> Read(const Folder& folder, IssueLog* issues) {
  std::vector<TextFile> files;
  for (const auto& file : folder) files.push_back(TextFile{file.first, file.second, {}});
  return ReadFiles(files, issues);
}

// The errors of a folder, each as "file:line:column (field): error: message: 'text'".
std::vector<std::string> ErrorsOf(const Folder& folder) {
  IssueLog log;
  const Result<TextFormResult> read = Read(folder, &log);
  EXPECT_EQ(read.ok(), log.errors() == 0);
  std::vector<std::string> errors;
  for (Issue issue : log.issues()) {
    if (issue.severity != Severity::kError) continue;
    EXPECT_FALSE(issue.action.empty());
    issue.action.clear();
    errors.push_back(ToString(issue));
  }
  if (!read.ok() && !errors.empty()) {
    const auto first =
        std::find_if(log.issues().begin(), log.issues().end(),
                     [](const Issue& issue) { return issue.severity == Severity::kError; });
    EXPECT_EQ(ToString(read.error().where()), ToString(first->where));
  }
  return errors;
}

TEST(TextFormErrors, TheSoundFolderHasNone) { EXPECT_THAT(ErrorsOf(Sound()), IsEmpty()); }

// One file is other than in the sound folder, and one error comes of it.
struct Case {
  const char* file;
  const char* bytes;
  const char* error;  // regular expression
  ErrorCode code;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.file << "\n" << c.bytes; }

class OneMistake : public ::testing::TestWithParam<Case> {};

TEST_P(OneMistake, GivesOneErrorInItsPlace) {
  const Case& c = GetParam();
  Folder folder = Sound();
  folder[c.file] = c.bytes;
  const std::vector<std::string> errors = ErrorsOf(folder);
  ASSERT_EQ(errors.size(), 1u) << ::testing::PrintToString(errors);
  EXPECT_TRUE(std::regex_match(errors[0], std::regex(c.error))) << errors[0] << "\nis not\n"
                                                                << c.error;
  EXPECT_EQ(Read(folder, nullptr).error().code(), c.code);
}

INSTANTIATE_TEST_SUITE_P(
    Files, OneMistake,
    ::testing::Values(
        Case{
            "actor.csv", "key\n",
            R"(actor\.csv: error: no file of the text form, which are sources\.csv, actors\.csv, .*)",
            ErrorCode::kUnknownFormat},
        Case{"claims.csv", "", R"(claims\.csv: error: the file is empty: .*)", ErrorCode::kCorrupt},
        Case{"claims.csv", "\xEF\xBB\xBF", R"(claims\.csv: error: the file is empty: .*)",
             ErrorCode::kCorrupt},
        Case{"claims.csv", "\n\n", R"(claims\.csv: error: the file is empty: .*)",
             ErrorCode::kCorrupt},
        Case{"claims.csv", "key,source,nam,note\n",
             R"(claims\.csv:1:12 \(3\): error: unknown column: the file has key, span, .*: 'nam')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,\n", R"(claims\.csv:1:12 \(3\): error: unknown column: .*)",
             ErrorCode::kParse},
        Case{"claims.csv", "Key,key,source\n",
             R"(claims\.csv:1:1 \(1\): error: unknown column: .*'Key')", ErrorCode::kParse},
        Case{"claims.csv", "key,note,source,note\n",
             R"(claims\.csv:1:17 \(note\): error: a column of this name twice: 'note')",
             ErrorCode::kDuplicate},
        Case{"claims.csv", "key,note\nc1,x\nc2,y\n",
             R"(claims\.csv:1 \(source\): error: a column that must be there is missing)",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source\nc1,s\nc2\n",
             R"(claims\.csv:3: error: the header has 2 columns and this record 1 cells: 'c2')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source\nc1,s,\n",
             R"(claims\.csv:2: error: the header has 2 columns and this record 3 cells: 'c1,s,')",
             ErrorCode::kParse},
        Case{
            "claims.csv", "key,source,\"note\nc1,s,x\n",
            R"(claims\.csv:1:12: error: a quote that is never closed; the record takes 3 lines: [^]*)",
            ErrorCode::kParse},
        Case{
            "claims.csv", "key,source\nc1,s\n\"c2,s\nc3,s\n",
            R"(claims\.csv:3:1: error: a quote that is never closed; the record takes 3 lines: [^]*)",
            ErrorCode::kParse},
        Case{"claims.csv", "key,source,note\nc1,s,\"a\" b\n",
             R"(claims\.csv:2:9: error: text after a closing quote: '"a" b')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,note\nc1,s,a \"b\"\n",
             R"(claims\.csv:2:8: error: a quote inside a field that .*: 'a "b"')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,note\nc1,s,caf\xE9\n",
             R"(claims\.csv:2:9: error: byte 0xE9 is not UTF-8: 'caf.*')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,not\xC3\nc1,s,x\n",
             R"(claims\.csv:1:15: error: byte 0xC3 is not UTF-8: 'not.*')", ErrorCode::kParse},
        // Spreadsheets with a mark at the beginning and their own line ends count the same.
        Case{"claims.csv", "\xEF\xBB\xBFkey,source,nam\r\nc1,s,\r\n",
             R"(claims\.csv:1:12 \(3\): error: unknown column: .*: 'nam')", ErrorCode::kParse},
        Case{"claims.csv", "key,source\r\nc1,s\r\n\r\nc2,s,x\r\n",
             R"(claims\.csv:4: error: the header has 2 columns and this record 3 cells: 'c2,s,x')",
             ErrorCode::kParse},
        // Files that belong to another.
        Case{"event_parties.csv", "event,actor,role\ne1,ru\n",
             R"(event_parties\.csv:2: error: the header has 3 columns and this record 2 cells: .*)",
             ErrorCode::kParse},
        Case{"event_parties.csv", "event,role\ne1,host\n",
             R"(event_parties\.csv:1 \(actor\): error: a column that must be there is missing)",
             ErrorCode::kParse},
        Case{
            "event_parties.csv", "event,actor,role,note\ne1,ru,host,x\n",
            R"(event_parties\.csv:1:18 \(4\): error: unknown column: the file has event, actor, role: 'note')",
            ErrorCode::kParse}));

INSTANTIATE_TEST_SUITE_P(
    Cells, OneMistake,
    ::testing::Values(
        // Words.
        Case{
            "claims.csv", "key,source,modality\nc1,s,said\n",
            R"(claims\.csv:2:6 \(modality\): error: not one of: asserted, reported, denied, .*: 'said')",
            ErrorCode::kParse},
        Case{"claims.csv", "key,source,modality\nc1,s,Asserted\n",
             R"(claims\.csv:2:6 \(modality\): error: not one of: .*: 'Asserted')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,negated\nc1,s,true\n",
             R"(claims\.csv:2:6 \(negated\): error: not yes or no: 'true')", ErrorCode::kParse},
        Case{"actors.csv", "key,source,kind\nua,s,country\nru,s,state\n",
             R"(actors\.csv:2:6 \(kind\): error: not one of: .*state.*: 'country')",
             ErrorCode::kParse},
        Case{"relations.csv", "key,source,kind,from,to\nr,s,friend_of,ru,ua\n",
             R"(relations\.csv:2:5 \(kind\): error: not one of: .*: 'friend_of')",
             ErrorCode::kParse},
        Case{"statuses.csv", "key,source,place,axis\nt,s,kyiv,power\n",
             R"(statuses\.csv:2:10 \(axis\): error: not one of: .*control.*: 'power')",
             ErrorCode::kParse},
        Case{"event_parties.csv", "event,actor,role\ne1,ru,boss\n",
             R"(event_parties\.csv:2:7 \(role\): error: not one of: .*: 'boss')",
             ErrorCode::kParse},
        // Dates, with the place inside the cell.
        Case{"claims.csv", "key,source,span\nc1,s,2022-02-30\n",
             R"(claims\.csv:2:\d+ \(span\): error: .*: '2022-02-30')", ErrorCode::kInvalidArgument},
        Case{"claims.csv", "key,source,span\nc1,s,2022-0x\n",
             R"(claims\.csv:2:12 \(span\): error: .*: '2022-0x')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,span\nc1,s,\"2022-0x\"\n",
             R"(claims\.csv:2:13 \(span\): error: .*: '2022-0x')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,note,span\nc1,s,\"two\nlines\",\"2022-0x\"\n",
             R"(claims\.csv:3:15 \(span\): error: .*: '2022-0x')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,span\nc1,s,2022-03/2022-02\n",
             R"(claims\.csv:2:\d+ \(span\): error: .*: '2022-03/2022-02')",
             ErrorCode::kInvalidArgument},
        Case{"claims.csv", "key,source,span\nc1,s, 2022\n",
             R"(claims\.csv:2:6 \(span\): error: .*: ' 2022')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,learnt\nc1,s,2022/2023\n",
             R"(claims\.csv:2:\d+ \(learnt\): error: .*)", ErrorCode::kParse},
        Case{"claims.csv", "key,source,superseded\nc1,s,2022-03\n",
             R"(claims\.csv:2:6 \(superseded\): error: not one day such as 2014-03-18: '2022-03')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,superseded\nc1,s,2022-03-01~\n",
             R"(claims\.csv:2:6 \(superseded\): error: not one day .*)", ErrorCode::kParse},
        Case{"coverage.csv", "key,source,table,period\nc,s,events,2022~\n",
             R"(coverage\.csv:2:12 \(period\): error: not a period of exact days .*: '2022~')",
             ErrorCode::kParse},
        Case{"coverage.csv", "key,source,table,period\nc,s,events,2022/\n",
             R"(coverage\.csv:2:12 \(period\): error: not a period of exact days .*: '2022/')",
             ErrorCode::kParse},
        Case{"coverage.csv", "key,source,table,period\nc,s,events,\n",
             R"(coverage\.csv:2:12 \(period\): error: must not be empty)", ErrorCode::kParse},
        Case{"coverage.csv", "key,source,table,period\nc,s,event,2022\n",
             R"(coverage\.csv:2:5 \(table\): error: not one of: sources, .*: 'event')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,span\nc1,s,2022-13\n",
             R"(claims\.csv:2:\d+ \(span\): error: .*: '2022-13')", ErrorCode::kInvalidArgument},
        Case{"claims.csv", "key,source,span\nc1,s,24.02.2022\n",
             R"(claims\.csv:2:\d+ \(span\): error: .*: '24\.02\.2022')", ErrorCode::kParse},
        Case{"claims.csv", "key,source,span\nc1,s,2/24/2022\n",
             R"(claims\.csv:2:\d+ \(span\): error: .*: '2/24/2022')", ErrorCode::kParse},
        Case{"sources.csv", "key,published\ns,2023-02-29\n",
             R"(sources\.csv:2:\d+ \(published\): error: .*: '2023-02-29')",
             ErrorCode::kInvalidArgument},
        // Numbers.
        Case{"events.csv", "key,source,type,deaths_low\ne1,s,battle,1.5\ne2,s,meeting,\n",
             R"(events\.csv:2:14 \(deaths_low\): error: not a whole number .*: '1\.5')",
             ErrorCode::kParse},
        Case{"events.csv", "key,source,type,deaths_low\ne1,s,battle,\"1,000\"\ne2,s,meeting,\n",
             R"(events\.csv:2:15 \(deaths_low\): error: not a whole number .*: '1,000')",
             ErrorCode::kParse},
        Case{"events.csv", "key,source,type,deaths_low\ne1,s,battle,+5\ne2,s,meeting,\n",
             R"(events\.csv:2:13 \(deaths_low\): error: not a whole number .*: '\+5')",
             ErrorCode::kParse},
        Case{"events.csv",
             "key,source,type,deaths_low\ne1,s,battle,99999999999999999999\ne2,s,meeting,\n",
             R"(events\.csv:2:13 \(deaths_low\): error: a number that does not fit here: '9+')",
             ErrorCode::kOutOfRange},
        Case{"places.csv", "key,source,latitude,longitude\nkyiv,s,\"50,45\",30\n",
             R"(places\.csv:2:11 \(latitude\): error: not a number .*: '50,45')",
             ErrorCode::kParse},
        Case{"places.csv", "key,source,latitude,longitude\nkyiv,s,nan,30\n",
             R"(places\.csv:2:8 \(latitude\): error: not a finite number: 'nan')",
             ErrorCode::kParse},
        Case{"places.csv", "key,source,latitude,longitude\nkyiv,s,90.1,30\n",
             R"(places\.csv:2:8 \(latitude\): error: degrees lie between -90 and 90: '90\.1')",
             ErrorCode::kOutOfRange},
        Case{"places.csv", "key,source,latitude,longitude\nkyiv,s,9,-180.5\n",
             R"(places\.csv:2:10 \(longitude\): error: degrees lie between -180 and 180: .*)",
             ErrorCode::kOutOfRange},
        Case{"places.csv", "key,source,latitude,longitude\nkyiv,s,9,\n",
             R"(places\.csv:2:10 \(longitude\): error: a point has a latitude and a longitude.*)",
             ErrorCode::kParse},
        Case{"places.csv", "key,source,longitude\nkyiv,s,9\n",
             R"(places\.csv:2 \(latitude\): error: a point has a latitude and a longitude.*)",
             ErrorCode::kParse},
        // Shapes.
        Case{"place_geometries.csv", "place,wkt\nkyiv,POINT (30 50)\n",
             R"(place_geometries\.csv:2:6 \(wkt\): error: not a POLYGON or MULTIPOLYGON.*)",
             ErrorCode::kParse},
        Case{"place_geometries.csv", "place,wkt\nkyiv,\"POLYGON ((30 50, 31 50, 31 51))\"\n",
             R"(place_geometries\.csv:2:16 \(wkt\): error: a ring is not closed.*)",
             ErrorCode::kParse},
        Case{"place_geometries.csv", "place,wkt\nkyiv,\n",
             R"(place_geometries\.csv:2:6 \(wkt\): error: must not be empty)", ErrorCode::kParse},
        Case{"place_origins.csv", "place,from,change\nkyiv,kyiv,\n",
             R"(place_origins\.csv:2:11 \(change\): error: must not be empty)", ErrorCode::kParse},
        Case{"place_origins.csv", "place,from,change,share\nkyiv,kyiv,split,101\n",
             R"(place_origins\.csv:2:17 \(share\): error: more than 100 per cent: '101')",
             ErrorCode::kOutOfRange},
        Case{"place_origins.csv", "place,from,change\nkyiv,ru,split\n",
             R"(place_origins\.csv:2:6 \(from\): error: no row of places\.csv has this key: 'ru')",
             ErrorCode::kBadReference},
        // Shares.
        Case{"relations.csv", "key,source,kind,from,to,share\nr,s,owns,ru,ua,16.667\n",
             R"(relations\.csv:2:21 \(share\): error: not a percentage.*: '16\.667')",
             ErrorCode::kParse},
        Case{"relations.csv", "key,source,kind,from,to,share\nr,s,owns,ru,ua,50..101\n",
             R"(relations\.csv:2:20 \(share\): error: more than 100 per cent: '101')",
             ErrorCode::kOutOfRange},
        Case{"relations.csv", "key,source,kind,from,to,share\nr,s,owns,ru,ua,50..25\n",
             R"(relations\.csv:2:16 \(share\): error: the range ends below its begin: '50\.\.25')",
             ErrorCode::kInvalidArgument},
        Case{"relations.csv", "key,source,kind,from,to,share\nr,s,owns,ru,ua,50%\n",
             R"(relations\.csv:2:18 \(share\): error: not a percentage.*)", ErrorCode::kParse},
        // What must be said.
        Case{"relations.csv", "key,source,kind,from,to\nr,s,,ru,ua\n",
             R"(relations\.csv:2:5 \(kind\): error: must not be empty)", ErrorCode::kParse},
        Case{"relations.csv", "key,source,kind,from,to\nr,s,owns,,ua\n",
             R"(relations\.csv:2:10 \(from\): error: must not be empty)", ErrorCode::kParse},
        Case{"claims.csv", "key,source\n,s\n",
             R"(claims\.csv:2:1 \(key\): error: must not be empty)", ErrorCode::kParse},
        Case{"event_parties.csv", "event,actor,role\n,ru,host\n",
             R"(event_parties\.csv:2:1 \(event\): error: must not be empty)", ErrorCode::kParse}));

INSTANTIATE_TEST_SUITE_P(
    References, OneMistake,
    ::testing::Values(
        Case{"claims.csv", "key,source\nc1,nobody\n",
             R"(claims\.csv:2:4 \(source\): error: no row of sources\.csv has this key: 'nobody')",
             ErrorCode::kBadReference},
        // The same words in another table do not count.
        Case{"relations.csv", "key,source,kind,from,to\nr,s,owns,kyiv,ua\n",
             R"(relations\.csv:2:10 \(from\): error: no row of actors\.csv has this key: 'kyiv')",
             ErrorCode::kBadReference},
        Case{"relations.csv", "key,source,kind,from,to\nr,s,owns,Ru,ua\n",
             R"(relations\.csv:2:10 \(from\): error: no row of actors\.csv has this key: 'Ru')",
             ErrorCode::kBadReference},
        Case{"relations.csv", "key,source,kind,from,to\nr,s,owns,ru@3,ua\n",
             R"(relations\.csv:2:12 \(from\): error: actors\.csv holds 2 version\(s\) .*: 'ru@3')",
             ErrorCode::kBadReference},
        Case{"relations.csv", "key,source,kind,from,to\nr,s,owns,ru@0,ua\n",
             R"(relations\.csv:2:12 \(from\): error: actors\.csv holds 2 version\(s\) .*)",
             ErrorCode::kBadReference},
        Case{"relations.csv", "key,source,kind,from,to\nr,s,owns,ru@,ua\n",
             R"(relations\.csv:2:12 \(from\): error: actors\.csv holds 2 version\(s\) .*)",
             ErrorCode::kBadReference},
        Case{"event_parties.csv", "event,actor,role\ne3,ru,host\n",
             R"(event_parties\.csv:2:1 \(event\): error: no row of events\.csv has this key: 'e3')",
             ErrorCode::kBadReference},
        Case{"event_parties.csv", "event,actor,role\ne1,uk,host\n",
             R"(event_parties\.csv:2:4 \(actor\): error: no row of actors\.csv has this key: 'uk')",
             ErrorCode::kBadReference},
        Case{"statuses.csv", "key,source,place,axis,holders\nt,s,kyiv,control,ua; uk\n",
             R"(statuses\.csv:2:22 \(holders\): error: no row of actors\.csv has this key: 'uk')",
             ErrorCode::kBadReference},
        Case{"statuses.csv", "key,source,place,axis\nt,s,lviv,control\n",
             R"(statuses\.csv:2:5 \(place\): error: no row of places\.csv has this key: 'lviv')",
             ErrorCode::kBadReference},
        Case{"actor_names.csv", "actor,text\nuk,Kingdom\n",
             R"(actor_names\.csv:2:1 \(actor\): error: no row of actors\.csv has this key: 'uk')",
             ErrorCode::kBadReference},
        // To any table, and in lists.
        Case{"claims.csv", "key,source,about\nc1,s,e1\n",
             R"(claims\.csv:2:6 \(about\): error: not a reference such as events:KEY: 'e1')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,about\nc1,s,event:e1\n",
             R"(claims\.csv:2:6 \(about\): error: not a table before ':': .*events.*: 'event:e1')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,about\nc1,s,events:e1; events:e3\n",
             R"(claims\.csv:2:24 \(about\): error: no row of events\.csv has this key: 'e3')",
             ErrorCode::kBadReference},
        Case{"claims.csv", "key,source,about\nc1,s,events:e1;events:e2\n",
             R"(claims\.csv:2:15 \(about\): error: items of a list are separated by "; ".*)",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,about\nc1,s,events:e1; \n",
             R"(claims\.csv:2:17 \(about\): error: an empty item in a list: 'events:e1; ')",
             ErrorCode::kParse},
        Case{"claims.csv", "key,source,about\nc1,s,events\\:e1\n",
             R"(claims\.csv:2:12 \(about\): error: a backslash in a list is written .*)",
             ErrorCode::kParse},
        Case{"exemptions.csv", "key,source,regime\nx,s,r\n",
             R"(exemptions\.csv:2:5 \(regime\): error: no row of regimes\.csv has this key: 'r')",
             ErrorCode::kBadReference}));

INSTANTIATE_TEST_SUITE_P(
    Details, OneMistake,
    ::testing::Values(
        Case{
            "event_details.csv", "event,field,value\ne1,weapon,grenade\n",
            R"(event_details\.csv:2:4 \(field\): error: not a field of an event of type battle, which has: kind: 'weapon')",
            ErrorCode::kParse},
        Case{"event_details.csv", "event,field,value\ne1,kind,big\n",
             R"(event_details\.csv:2:9 \(value\): error: not one of: unspecified, .*: 'big')",
             ErrorCode::kParse},
        Case{"event_details.csv", "event,field,value\ne1,kind,\ne1,kind,\n",
             R"(event_details\.csv:3:4 \(field\): error: given twice for one event: 'kind')",
             ErrorCode::kDuplicate},
        Case{"event_details.csv", "event,field,value\ne1,,x\n",
             R"(event_details\.csv:2:4 \(field\): error: must not be empty)", ErrorCode::kParse},
        Case{
            "event_details.csv", "event,field,value\ne2,process,minsk\n",
            R"(event_details\.csv:2:12 \(value\): error: no row of processes\.csv has this key: 'minsk')",
            ErrorCode::kBadReference},
        Case{"event_media.csv",
             "event,goldstein,quad_class,is_root_event,mentions,sources,articles,average_tone\n"
             "e1,1,1,no,1,1,1,0\ne1,1,1,no,1,1,1,0\n",
             R"(event_media\.csv:3:1 \(event\): error: a second record of one owner: 'e1')",
             ErrorCode::kDuplicate},
        Case{"event_media.csv",
             "event,goldstein,quad_class,is_root_event,mentions,sources,articles,average_tone\n"
             "e1,1,1,no,,1,1,0\n",
             R"(event_media\.csv:2:11 \(mentions\): error: must not be empty)",
             ErrorCode::kParse}));

// What the builder finds has its place, too.
INSTANTIATE_TEST_SUITE_P(
    Checks, OneMistake,
    ::testing::Values(Case{"claims.csv", "key,source\nc1,s\nc1,s\n",
                           R"(claims\.csv:3 \(key\): error: .*: 'c1')", ErrorCode::kDuplicate},
                      Case{"claims.csv", "key,source\nc 1,s\n",
                           R"(claims\.csv:2 \(key\): error: .*: 'c 1')",
                           ErrorCode::kInvalidArgument},
                      // Of versions of a key one stands.
                      Case{"actors.csv", "key,source,name\nua,s,One\nru,s,Two\nua,s,Three\n",
                           R"(actors\.csv:4 \(key\): error: .*: 'ua')", ErrorCode::kDuplicate},
                      Case{"claims.csv", "key,source,about\nc1,s,\nc2,s,\nc1,s,claims:c2\n",
                           R"(claims\.csv:4 \(key\): error: .*: 'c1')", ErrorCode::kDuplicate},
                      Case{"sources.csv", "key\ns\nt\ns\n",
                           R"(sources\.csv:4 \(key\): error: .*: 's')", ErrorCode::kDuplicate},
                      Case{"claims.csv", "key,source,learnt,superseded\nc1,s,2022,2021-01-01\n",
                           R"(claims\.csv:2 \(superseded\): error: .*: 'c1')",
                           ErrorCode::kInvalidArgument}));

TEST(TextFormErrors, AllAreReportedInOrderOfFileAndLine) {
  Folder folder = Sound();
  folder["event_parties.csv"] = "event,actor,role,extra\ne1,xx,boss,\ne9,ru,host,\n";
  folder["claims.csv"] =
      "key,source,span,negated\nc1,t,2022-13,maybe\nc2,s,x,no\nc3\nc4,s,,\nc4,s,,\n";
  const std::vector<std::string> errors = ErrorsOf(folder);
  std::vector<std::string> places;
  for (const std::string& error : errors) places.push_back(error.substr(0, error.find(": error")));
  EXPECT_THAT(places, ElementsAre("event_parties.csv:1:18 (4)", "event_parties.csv:2:4 (actor)",
                                  "event_parties.csv:2:7 (role)", "event_parties.csv:3:1 (event)",
                                  "claims.csv:2:11 (span)", "claims.csv:2:4 (source)",
                                  "claims.csv:2:14 (negated)", "claims.csv:3:6 (span)",
                                  "claims.csv:4", "claims.csv:6 (key)"))
      << ::testing::PrintToString(errors);
  IssueLog log;
  EXPECT_THAT(Read(folder, &log).error().message(), HasSubstr("(and 9 more errors)"));
}

TEST(TextFormErrors, SemicolonsOfASpreadsheetMakeOneUnknownColumn) {
  Folder folder = Sound();
  folder["claims.csv"] = "key;source\nc1;s\n";
  const std::vector<std::string> errors = ErrorsOf(folder);
  ASSERT_EQ(errors.size(), 3u) << ::testing::PrintToString(errors);
  EXPECT_TRUE(errors[0].starts_with("claims.csv:1:1 (1): error: unknown column"));
  EXPECT_TRUE(errors[0].ends_with("'key;source'"));
  EXPECT_EQ(errors[1], "claims.csv:1 (key): error: a column that must be there is missing");
  EXPECT_EQ(errors[2], "claims.csv:1 (source): error: a column that must be there is missing");
}

TEST(TextFormErrors, OfAFileThatIsNotThereEveryReferenceIsReported) {
  Folder folder = Sound();
  folder.erase("actors.csv");
  EXPECT_THAT(
      ErrorsOf(folder),
      ElementsAre("event_parties.csv:2:4 (actor): error: no row of actors.csv has this key: "
                  "'ru'"));
  folder = Sound();
  folder.erase("events.csv");
  EXPECT_THAT(ErrorsOf(folder),
              ElementsAre("event_parties.csv:2:1 (event): error: no row of events.csv has this "
                          "key: 'e1'"));
  folder = Sound();
  folder.erase("sources.csv");
  std::vector<std::string> places;
  for (const std::string& error : ErrorsOf(folder)) {
    EXPECT_THAT(error, HasSubstr("error: no row of sources.csv has this key: 's'"));
    places.push_back(error.substr(0, error.find(": error")));
  }
  EXPECT_THAT(places, ElementsAre("actors.csv:2:4 (source)", "actors.csv:3:4 (source)",
                                  "actors.csv:4:4 (source)", "places.csv:2:6 (source)",
                                  "events.csv:2:15 (source)", "events.csv:3:12 (source)"));
}

TEST(TextFormErrors, WhatFollowsFromAnErrorIsNotReportedAgain) {
  // Keys of rows with mistakes are keys.
  Folder folder = Sound();
  folder["actors.csv"] = "key,source,kind\nua,s\nru,s,empire\n";
  EXPECT_EQ(ErrorsOf(folder).size(), 2u);
  // Where a file cannot be read, nobody knows what is not in it.
  for (const char* bytes :
       {"", "source\ns\n", "key,source\n\"ua,s\n", "key,source\nru,s\nu\xFF,s\n"}) {
    folder["actors.csv"] = bytes;
    const std::vector<std::string> errors = ErrorsOf(folder);
    EXPECT_EQ(errors.size(), 1u) << ::testing::PrintToString(errors);
    EXPECT_THAT(errors[0], HasSubstr("actors.csv"));
  }
  // The details of an event of unknown type.
  folder = Sound();
  folder["events.csv"] = "key,source,type\ne1,s,fight\ne2,s,meeting\n";
  folder["event_details.csv"] = "event,field,value\ne1,kind,armed_clash\n";
  EXPECT_EQ(ErrorsOf(folder).size(), 1u);
}

TEST(TextFormErrors, ABadFileSaysWhy) {
  const TextFile unreadable{"actors.csv", "", Error(ErrorCode::kIo, "permission denied")};
  IssueLog log;
  const Result<TextFormResult> read = ReadFiles({&unreadable, 1}, &log);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().ToString(), "actors.csv: input/output error: permission denied");
}

TEST(TextFormErrors, AFileTwiceIsADuplicate) {
  const TextFile file{"sources.csv", "key\ns\n", {}};
  const std::vector<TextFile> files = {file, file};
  EXPECT_EQ(ReadFiles(files, nullptr).error().code(), ErrorCode::kDuplicate);
}

TEST(TextFormErrors, TargetsAreActorsPlacesOrSectors) {
  Folder folder = Sound();
  folder["regimes.csv"] = "key,source\nr,s\n";
  folder["designations.csv"] =
      "key,source,regime,target\nd1,s,r,ru\nd2,s,r,events:e1\nd3,s,r,actors:kyiv\nd4,s,r,Sector:"
      "x\n";
  EXPECT_THAT(
      ErrorsOf(folder),
      ElementsAre("designations.csv:2:8 (target): error: not a target: actors:KEY, places:KEY "
                  "or sector:WORDS: 'ru'",
                  "designations.csv:3:8 (target): error: not a target: actors:KEY, places:KEY "
                  "or sector:WORDS: 'events:e1'",
                  "designations.csv:4:15 (target): error: no row of actors.csv has this key: "
                  "'kyiv'",
                  "designations.csv:5:8 (target): error: not a target: actors:KEY, places:KEY "
                  "or sector:WORDS: 'Sector:x'"));
}

TEST(TextFormErrors, BytesThatAreNoTextAreRefused) {
  using namespace std::string_literals;
  for (const std::string& bytes :
       {"k\0e\0y\0\n\0"s, "\xFF\xFEk\0e\0y\0"s,
        "\x7F"
        "ELF\x02\x01\x01\0\0\0\0\0"s,
        "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, std::string(5000, '\0'), "key,source\nc1,s\nc\0,s\n"s}) {
    Folder folder = Sound();
    folder["claims.csv"] = bytes;
    const std::vector<std::string> errors = ErrorsOf(folder);
    ASSERT_FALSE(errors.empty());
    for (const std::string& error : errors) EXPECT_THAT(error, HasSubstr("claims.csv"));
  }
}

// --- Identity.

Folder WrittenInMemory(const Chronicle& chronicle) {
  Folder folder;
  const Result<void> result =
      WriteFiles(chronicle, [&](std::string_view name, std::string_view bytes) {
        folder[std::string(name)] = bytes;
        return Result<void>();
      });
  EXPECT_TRUE(result.ok()) << result.error();
  return folder;
}

TEST(TextFormIdentity, RandomChroniclesComeBackAsTheyWere) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Chronicle chronicle = casus_test::RandomChronicle(seed);
    const Folder first = WrittenInMemory(chronicle);
    IssueLog log;
    const Result<TextFormResult> read = Read(first, &log);
    ASSERT_TRUE(read.ok()) << read.error();
    ASSERT_NO_FATAL_FAILURE(casus_test::ExpectSame(read->chronicle, chronicle));
    ASSERT_EQ(WrittenInMemory(read->chronicle), first);
  }
}

// --- Liberties.

Chronicle ReadSound(const Folder& folder) {
  IssueLog log;
  Result<TextFormResult> read = Read(folder, &log);
  EXPECT_TRUE(read.ok()) << ::testing::PrintToString(ErrorsOf(folder));
  return read.ok() ? read->chronicle : Chronicle();
}

TEST(TextFormLiberties, MarksLineEndsQuotesAndOrderOfColumnsDoNotMatter) {
  Folder folder = Sound();
  const Chronicle expected = ReadSound(folder);
  for (auto& file : folder) {
    std::string bytes = "\xEF\xBB\xBF";
    for (const char c : file.second) bytes += c == '\n' ? std::string("\r\n") : std::string(1, c);
    file.second = bytes;
  }
  casus_test::ExpectSame(ReadSound(folder), expected);
  folder = Sound();
  folder["events.csv"] =
      "type,\"name\",span,source,key\nbattle,One,2022-02-24,s,\"e1\"\nmeeting,\"Two\",2022-03,s,e2";
  casus_test::ExpectSame(ReadSound(folder), expected);
}

TEST(TextFormLiberties, MissingColumnsAndFilesAreEmpty) {
  EXPECT_EQ(ReadSound({{"sources.csv", "key\ns\n"}}).size(), 1u);
  EXPECT_EQ(ReadSound({{"sources.csv", "key,title\n"}}).size(), 0u);
}

TEST(TextFormLiberties, EmptyCellsAreWhatTheyAreSaidToBe) {
  Folder folder = Sound();
  folder["events.csv"] = "key,source,type\ne1,s,battle\ne2,s,meeting\n";
  folder["claims.csv"] = "key,source\nc,s\n";
  folder["actor_names.csv"] = "actor,text\nua,Ukrayina\n";
  folder["statuses.csv"] = "key,source,place,axis\nx,s,kyiv,control\n";
  const Chronicle chronicle = ReadSound(folder);
  EXPECT_EQ(chronicle.event(EventId(0)).status(), EventStatus::kOccurred);
  EXPECT_EQ(chronicle.event(EventId(0)).span(), Span::Unknown());
  EXPECT_EQ(chronicle.event(EventId(0)).details().index(), 0u);
  EXPECT_EQ(chronicle.claims()[0].modality, Modality::kAsserted);
  EXPECT_FALSE(chronicle.claims()[0].negated);
  EXPECT_EQ(chronicle.actors()[0].names[0].kind, NameKind::kAlias);
  EXPECT_EQ(chronicle.statuses()[0].extent, Extent());
  EXPECT_EQ(chronicle.sources()[0].kind, SourceKind::kOther);
}

TEST(TextFormLiberties, ABareKeyIsTheVersionThatStands) {
  Folder folder = Sound();
  folder["relations.csv"] =
      "key,source,kind,from,to\nr1,s,supports,ru,ua\nr2,s,supports,ru@1,ru@2\n";
  folder["actor_names.csv"] = "actor,text\nru,new\nru@1,old\nru@2,new too\n";
  const Chronicle chronicle = ReadSound(folder);
  EXPECT_EQ(chronicle.relations()[0].from, ActorId(2));
  EXPECT_EQ(chronicle.relations()[1].from, ActorId(1));
  EXPECT_EQ(chronicle.relations()[1].to, ActorId(2));
  EXPECT_EQ(chronicle.actors()[1].names.size(), 1u);
  EXPECT_EQ(chronicle.actors()[2].names.size(), 2u);
  // Where none stands, the last.
  folder = Sound();
  folder["actors.csv"] =
      "key,source,learnt,superseded\nua,s,,\nru,s,2000,2001-01-01\nru,s,2001-01-01,2002-01-01\n";
  EXPECT_EQ(ReadSound(folder).event(EventId(0)).parties()[0].actor, ActorId(2));
}

TEST(TextFormLiberties, APeriodOfMonthsAndYearsIsAllOfThem) {
  Folder folder = Sound();
  folder["coverage.csv"] =
      "key,source,table,period\na,s,events,2014\nb,s,events,2014-02/2014-34\nc,s,events,../..\n"
      "d,s,events,2014-03-18\ne,s,events,201X/..\n";
  const Chronicle chronicle = ReadSound(folder);
  const std::span<const Coverage> coverage = chronicle.coverage();
  ASSERT_EQ(coverage.size(), 5u);
  EXPECT_EQ(ToString(coverage[0].period), "2014-01-01/2014-12-31");
  EXPECT_EQ(ToString(coverage[1].period), "2014-02-01/2014-06-30");
  EXPECT_EQ(coverage[2].period, Period::Always());
  EXPECT_EQ(ToString(coverage[3].period), "2014-03-18/2014-03-18");
  EXPECT_EQ(coverage[4].period.first(), Day::FromYmd(2010, 1, 1));
  EXPECT_EQ(coverage[4].period.last(), Day::EndOfTime());
}

TEST(TextFormLiberties, ThePointOfNoDegreesIsWarnedOf) {
  Folder folder = Sound();
  folder["places.csv"] = "key,source,latitude,longitude\nkyiv,s,0,0.0\n";
  IssueLog log;
  ASSERT_TRUE(Read(folder, &log).ok());
  ASSERT_GE(log.warnings(), 1u);
  EXPECT_EQ(ToString(log.issues()[0].where), "places.csv:2:8 (latitude)");
  EXPECT_EQ(log.issues()[0].severity, Severity::kWarning);
}

// --- Bytes that are no chronicle.

TEST(TextFormErrors, NoBytesBreakTheReader) {
  const casus_test::TemporaryFolder temporary;
  ASSERT_TRUE(WriteTextForm(casus_test::FullChronicle(), temporary / "x").ok());
  const Folder sound = casus_test::BytesOf(temporary / "x");
  std::vector<std::string> names;
  for (const auto& file : sound) names.push_back(file.first);
  std::mt19937 random(7);
  const auto number = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  int refused = 0;
  for (int round = 0; round < 1500; ++round) {
    Folder folder = sound;
    for (std::size_t changes = 1 + number(3); changes > 0; --changes) {
      std::string& bytes = folder[names[number(names.size())]];
      if (bytes.empty()) continue;
      const std::size_t at = number(bytes.size());
      switch (number(6)) {
        case 0: bytes.resize(at); break;                            // cut off
        case 1: bytes[at] = static_cast<char>(number(256)); break;  // any byte
        case 2: bytes[at] = '\0'; break;
        case 3: bytes.insert(at, 1, ",\"\n;@\\:"[number(7)]); break;
        case 4: bytes.erase(at, 1 + number(5)); break;
        default: bytes.insert(at, bytes.substr(number(bytes.size()), 40)); break;
      }
    }
    IssueLog log;
    const Result<TextFormResult> read = Read(folder, &log);
    ASSERT_EQ(read.ok(), log.errors() == 0);
    if (!read.ok()) {
      ++refused;
      ASSERT_FALSE(read.error().where().file.empty()) << read.error();
      continue;
    }
    // What is accepted is written and read again as it was.
    const Folder again = WrittenInMemory(read->chronicle);
    ASSERT_NO_FATAL_FAILURE(casus_test::ExpectSame(ReadSound(again), read->chronicle));
  }
  EXPECT_GT(refused, 500);
}

// --- The parts.

TEST(TextFormLists, ItemsAreEscapedAndSplitAgain) {
  std::string cell;
  const std::vector<std::string> items = {"a;b", " x ", "\\", "; ", "é"};
  for (const std::string& item : items) AppendListItem(cell, item);
  EXPECT_EQ(cell, "a\\;b;  x ; \\\\; \\; ; é");
  const Result<std::vector<ListItem>> split = SplitList(cell);
  ASSERT_TRUE(split.ok()) << split.error();
  ASSERT_EQ(split->size(), items.size());
  for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ((*split)[i].text, items[i]);
  EXPECT_EQ((*split)[2].column, 12u);
}

template <typename T>
std::string Written(const T& value) {
  std::string out;
  EXPECT_TRUE(Codec<T>::Write(value, Keys(), out).ok());
  return out;
}

TEST(TextFormCells, EveryShareHasItsShortestText) {
  EXPECT_EQ(Written(Share{0, 0}), "0");
  EXPECT_EQ(Written(Share{1667, 1667}), "16.67");
  EXPECT_EQ(Written(Share{1650, 10000}), "16.5..100");
  EXPECT_EQ(Written(Share{5, 6}), "0.05..0.06");
  for (std::int32_t low = 0; low <= 10000; ++low) {
    const Share share{low, std::min(10000, low + low % 3)};
    Share read;
    ASSERT_TRUE(Codec<Share>::Read(Written(share), Keys(), read).ok()) << low;
    ASSERT_EQ(read, share);
  }
}

TEST(TextFormCells, SharesAreReadStrictly) {
  Share share;
  for (const char* wrong : {".5", "5.", "-1", "+1", "1e1", "0x1", "1..", "..1", "1...2", "1 ", " 1",
                            "1000", "100.01", "1,5", "..", "1..2..3", "000000"}) {
    EXPECT_FALSE(Codec<Share>::Read(wrong, Keys(), share).ok()) << wrong;
  }
}

// The column of the error and its words; empty for a text that is right.
std::string WktError(const std::string& text) {
  std::vector<Polygon> polygons;
  const Result<void> result = Codec<std::vector<Polygon>>::Read(text, Keys(), polygons);
  if (result.ok()) return "";
  EXPECT_TRUE(polygons.empty());
  return std::to_string(result.error().where().column) + " " + result.error().message();
}

TEST(TextFormCells, WellKnownTextIsReadStrictly) {
  EXPECT_EQ(WktError("POLYGON ((30 50, 31 50, 31 51, 30 50))"), "");
  EXPECT_EQ(WktError(" multipolygon(((1e0 -5.0,1 6,2 6,1 -5)),\tEMPTY )\n"), "");
  EXPECT_EQ(WktError("POLYGON EMPTY"), "");
  EXPECT_EQ(WktError("POLYGON (EMPTY, (1 2, 3 4, 1 2))"), "");
  const std::string shape = "not a POLYGON or MULTIPOLYGON of well-known text";
  EXPECT_EQ(WktError("POLYGONS ((1 2, 1 2))"), "1 " + shape);
  EXPECT_EQ(WktError("GEOMETRYCOLLECTION EMPTY"), "1 " + shape);
  EXPECT_EQ(WktError("SRID=4326;POLYGON EMPTY"), "1 " + shape);
  EXPECT_EQ(WktError("POLYGON Z ((1 2 3, 1 2 3))"), "9 a point has two numbers: no Z, M or ZM");
  EXPECT_EQ(WktError("MULTIPOLYGON ZM EMPTY"), "14 a point has two numbers: no Z, M or ZM");
  EXPECT_EQ(WktError("POLYGON"), "8 '(' or EMPTY is missing");
  EXPECT_EQ(WktError("POLYGON (1 2, 1 2)"), "10 '(' or EMPTY is missing");
  EXPECT_EQ(WktError("POLYGON (EMPTY"), "15 ',' or ')' is missing");
  EXPECT_EQ(WktError("POLYGON ((1 2 3, 1 2 3))"), "15 ',' or ')' is missing");
  EXPECT_EQ(WktError("POLYGON ((1 2, 1 2)) x"), "22 nothing may follow the last ')'");
  EXPECT_EQ(WktError("POLYGON EMPTY EMPTY"), "15 nothing may follow the last ')'");
  const std::string closed = "a ring is not closed: it must end with its first point again";
  EXPECT_EQ(WktError("POLYGON ((1 2))"), "10 " + closed);
  EXPECT_EQ(WktError("POLYGON ((1 2, 3 4), (1 2, 1 2))"), "10 " + closed);
  EXPECT_EQ(WktError("POLYGON ((1 2, 1 2), (1 2, 2 1))"), "22 " + closed);
  const std::string point = "a point is two numbers: longitude, then latitude";
  EXPECT_EQ(WktError("POLYGON (())"), "11 " + point);
  EXPECT_EQ(WktError("POLYGON ((1))"), "12 a space is missing");
  EXPECT_EQ(WktError("POLYGON ((1.5.5, 1 2))"), "14 a space is missing");
  EXPECT_EQ(WktError("POLYGON ((1 , 2))"), "13 " + point);
  EXPECT_EQ(WktError("POLYGON ((1 +2, 1 2))"), "13 " + point);
  EXPECT_EQ(WktError("POLYGON ((nan 2, 1 2))"), "11 " + point);
  const std::string longitude = "degrees of longitude lie between -180 and 180";
  EXPECT_EQ(WktError("POLYGON ((180.1 2, 1 2))"), "11 " + longitude);
  EXPECT_EQ(WktError("POLYGON ((-inf 2, 1 2))"), "11 " + longitude);
  EXPECT_EQ(WktError("POLYGON ((1e999 2, 1 2))"), "11 " + longitude);
  EXPECT_EQ(WktError("POLYGON ((50 100, 1 2))"), "14 degrees of latitude lie between -90 and 90");
}

TEST(TextFormCells, PolygonsComeBackFromTheirText) {
  const Ring ring = {{2, 1}, {4, 3}, {0.1, -180}};
  EXPECT_EQ(Written(std::vector<Polygon>{}), "MULTIPOLYGON EMPTY");
  EXPECT_EQ(Written(std::vector<Polygon>{{}}), "POLYGON EMPTY");
  EXPECT_EQ(Written(std::vector<Polygon>{{ring, {}}}), "POLYGON ((1 2, 3 4, -180 0.1, 1 2))");
  EXPECT_EQ(Written(std::vector<Polygon>{{ring, {}}, {}}),
            "MULTIPOLYGON (((1 2, 3 4, -180 0.1, 1 2)), EMPTY)");
  std::mt19937_64 random(7);
  const auto number = [&](std::uint64_t below) { return random() % below; };
  const auto degrees = [&](double most) {
    return number(5) == 0 ? 0 : (static_cast<double>(random()) / 0x1p64 * 2 - 1) * most;
  };
  const auto fill = [&](Ring& corners) {
    for (std::uint64_t n = number(5); n > 0; --n) corners.push_back({degrees(90), degrees(180)});
  };
  for (int i = 0; i < 2000; ++i) {
    std::vector<Polygon> polygons(number(4));
    for (Polygon& polygon : polygons) {
      fill(polygon.outer);
      polygon.holes.resize(number(3));
      for (Ring& hole : polygon.holes) fill(hole);
    }
    const std::string text = Written(polygons);
    std::vector<Polygon> read;
    ASSERT_TRUE(Codec<std::vector<Polygon>>::Read(text, Keys(), read).ok()) << text;
    ASSERT_EQ(read, polygons) << text;
    // Whatever is cut off, an error and no more.
    ASSERT_NE(WktError(text.substr(0, number(text.size()))), "") << text;
  }
}

TEST(TextFormCells, NumbersAreReadStrictly) {
  std::int64_t number = 0;
  for (const char* wrong : {" 1", "1 ", "1.0", "1e3", "0x10", "--1", "-", "1,000", "1 000"}) {
    EXPECT_FALSE(Codec<std::int64_t>::Read(wrong, Keys(), number).ok()) << wrong;
  }
  EXPECT_TRUE(Codec<std::int64_t>::Read("-9223372036854775808", Keys(), number).ok());
  EXPECT_EQ(Written(number), "-9223372036854775808");
  double real = 0;
  for (const char* wrong : {"inf", "-inf", "nan", "1,5", "1e999", " 1", "1.5.1", "0x1p3", "."}) {
    EXPECT_FALSE(Codec<double>::Read(wrong, Keys(), real).ok()) << wrong;
  }
  EXPECT_TRUE(Codec<double>::Read("1.50e2", Keys(), real).ok());
  EXPECT_EQ(Written(real), "150");
  EXPECT_EQ(Written(0.1), "0.1");
}

// --- The description in the header.

TEST(TextFormSchema, TheHeaderDescribesEveryFileAndColumn) {
  std::ifstream in(CASUS_SOURCE_DIR "/include/casus/io/text_form.h");
  ASSERT_TRUE(in.good());
  std::map<std::string, std::string> described;  // file -> its columns
  std::string file;
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (std::regex_match(line, match, std::regex(R"(//   ([a-z_]+\.csv) +(.*))"))) {
      file = match[1];
      described[file] = match[2];
    } else if (!file.empty() && std::regex_match(line, match, std::regex(R"(//     +([a-z].*))"))) {
      described[file] += " " + match[1].str();
    } else {
      file.clear();
    }
  }
  const std::set<std::string> no_facts = {"sources.csv", "coverage.csv"};
  const std::string before = "key*, span, source*, locator, learnt, superseded, ";
  ASSERT_EQ(described.size(), AllFiles().size());
  for (const FileHeads& known : AllFiles()) {
    std::string columns;
    for (const Head& head : known.heads) {
      columns += columns.empty() ? "" : ", ";
      columns += std::string(head.name) + (head.required ? "*" : "");
    }
    std::string text = described[std::string(known.name)];
    if (text.starts_with('(')) {
      text = text.substr(1, text.find(')') - 1);  // then remarks
    } else if (no_facts.count(std::string(known.name)) == 0) {
      text = before + text + ", note";
    }
    // Remarks stand on lines of their own and hold a colon.
    const std::size_t remark = text.find(':');
    if (remark != std::string::npos) {
      const std::string note = text.substr(text.find(", note", remark) == std::string::npos
                                               ? text.size()
                                               : text.find(", note", remark));
      text = text.substr(0, text.rfind(' ', remark)) + note;
    }
    EXPECT_EQ(text, columns) << known.name;
  }
}

}  // namespace
}  // namespace casus::text_form
