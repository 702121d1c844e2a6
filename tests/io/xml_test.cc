#include "src/io/xml.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "testing.h"

namespace {

using casus::Error;
using casus::ErrorCode;
using casus::internal::XmlNode;
using casus::internal::XmlOptions;
using casus::internal::XmlReader;
using casus::internal::XmlRootOf;

XmlOptions Items() {
  XmlOptions options;
  options.records = {"item"};
  return options;
}

// "name[@a=b]text(children)", one record a line; refusals and failures in words.
std::string Shown(const XmlNode& node) {
  std::string out = node.name;
  for (const auto& [name, value] : node.attributes) out += "[@" + name + "=" + value + "]";
  out += node.text;
  if (node.children.empty()) return out;
  out += "(";
  for (const XmlNode& child : node.children) {
    out += (&child == &node.children.front() ? "" : ",") + Shown(child);
  }
  return out + ")";
}
std::string ReadAllOf(const std::string& text, XmlOptions options = Items()) {
  XmlReader reader(casus::InputFromMemory(text, "f"), std::move(options));
  std::string out;
  for (;;) {
    switch (reader.Next()) {
      case XmlReader::Step::kRecord: out += Shown(reader.record()) + "\n"; break;
      case XmlReader::Step::kRefused: out += "refused " + reader.error().ToString() + "\n"; break;
      case XmlReader::Step::kFailed: return out + "failed " + reader.error().ToString() + "\n";
      case XmlReader::Step::kEnd: return out + "end of " + Shown(reader.root()) + "\n";
    }
  }
}

class Xml : public testing::Test {
 protected:
  void SetUp() override {
    if (ReadAllOf("<a/>").find("without Expat") != std::string::npos) {
      GTEST_SKIP() << "built without Expat";
    }
  }
};

TEST_F(Xml, RecordsComeOneAtATimeWithAllThatIsInThem) {
  const std::string text =
      "<?xml version='1.0' encoding='UTF-8'?>\n<!-- x --><list day='1 &amp; 2'><skipped><b/>t"
      "</skipped>\n <item id='7'>a<b>x &lt; <![CDATA[<y>]]></b>c&#228;</item><group><item/>"
      "</group>\n<item><item>inner</item></item></list>\n";
  const std::string expected =
      "item[@id=7]ac\xC3\xA4(bx < <y>)\nitem\nitem(iteminner)\nend of list[@day=1 & 2]\n";
  EXPECT_EQ(ReadAllOf(text), expected);
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
    XmlOptions options = Items();
    options.buffer_bytes = bytes;
    EXPECT_EQ(ReadAllOf(text, std::move(options)), expected) << bytes;
  }
  XmlReader reader(casus::InputFromMemory(text, "f"), Items());
  ASSERT_EQ(reader.Next(), XmlReader::Step::kRecord);
  EXPECT_EQ(reader.record().line, 3u);
  EXPECT_EQ(reader.record().column, 2u);
  EXPECT_EQ(reader.root().Attribute("day"), "1 & 2");
  EXPECT_FALSE(reader.root().Attribute("none"));
  EXPECT_EQ(reader.record().ChildText("b"), "x < <y>");
  EXPECT_EQ(reader.record().ChildText("none"), "");
}

TEST_F(Xml, OtherEncodingsThatAreDeclaredAreConverted) {
  EXPECT_EQ(ReadAllOf("<?xml version='1.0' encoding='ISO-8859-1'?><l><item>\xE4</item></l>"),
            "item\xC3\xA4\nend of l\n");
  EXPECT_EQ(ReadAllOf("<l><item>\xE4</item></l>"),
            "failed f:1:10: corrupt input: no well-formed XML: not well-formed (invalid token)\n");
}

TEST_F(Xml, WhatIsNotWellFormedFailsWithItsPlace) {
  EXPECT_EQ(ReadAllOf("<l>\n<item/>\n <b></c></l>"),
            "item\nfailed f:3:7: corrupt input: no well-formed XML: mismatched tag\n");
  EXPECT_EQ(ReadAllOf("<l><item>cut"),
            "failed f:1:13: corrupt input: no well-formed XML: no element found\n");
  EXPECT_EQ(ReadAllOf(""), "failed f:1:1: corrupt input: no well-formed XML: no element found\n");
  EXPECT_EQ(ReadAllOf("<l/><l/>"),
            "failed f:1:5: corrupt input: no well-formed XML: junk after document element\n");
}

TEST_F(Xml, NoEntityIsDeclaredOrFetched) {
  EXPECT_EQ(
      ReadAllOf("<!DOCTYPE l [<!ENTITY a 'aa'>\n<!ENTITY b '&a;&a;'>]><l><item>&b;</item></l>"),
      "failed f:1:25: unsupported: the document declares entities of its own: 'a'\n");
  EXPECT_EQ(ReadAllOf("<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><l>&a;</l>"),
            "failed f:1:54: unsupported: the document declares entities of its own: 'a'\n");
  EXPECT_EQ(ReadAllOf("<!DOCTYPE l [<!ENTITY % p 'x'>]><l/>"),
            "failed f:1:27: unsupported: the document declares entities of its own: 'p'\n");
  // With a document type elsewhere, Expat would leave it out without a word.
  EXPECT_EQ(ReadAllOf("<!DOCTYPE l SYSTEM 'l.dtd'><l><item>a&b;c</item></l>"),
            "failed f:1:38: unsupported: an entity that the document does not define: 'b'\n");
  EXPECT_EQ(ReadAllOf("<l><item>&b;</item></l>"),
            "failed f:1:10: corrupt input: no well-formed XML: undefined entity\n");
}

TEST_F(Xml, RecordsBeyondTheLimitsAreRefusedAndReadingGoesOn) {
  XmlOptions small = Items();
  small.max_record_bytes = 40;
  EXPECT_EQ(
      ReadAllOf("<l>\n<item>" + std::string(50, 'x') + "<b>y</b></item><item>z</item></l>", small),
      "refused f:2:1: out of range: a record of more than 40 bytes\nitemz\nend of l\n");
  EXPECT_EQ(ReadAllOf("<l><item a='" + std::string(50, 'x') + "'/><item>z</item></l>", small),
            "refused f:1:4: out of range: a record of more than 40 bytes\nitemz\nend of l\n");
  XmlOptions few = Items();
  few.max_record_nodes = 3;
  EXPECT_EQ(ReadAllOf("<l><item><b/><b/></item><item><b/><b/><b/></item><item/></l>", few),
            "item(b,b)\nrefused f:1:25: out of range: a record of more than 3 elements\nitem\n"
            "end of l\n");
}

TEST_F(Xml, ADocumentTooDeepOrATagTooLongFails) {
  XmlOptions flat = Items();
  flat.max_depth = 3;
  EXPECT_EQ(ReadAllOf("<l><item><b/></item></l>", flat), "item(b)\nend of l\n");
  EXPECT_EQ(ReadAllOf("<l><item><b><c/></b></item></l>", flat),
            "failed f:1:13: corrupt input: elements more than 3 deep: 'c'\n");
  XmlOptions small = Items();
  small.max_record_bytes = 1000;
  small.buffer_bytes = 100;
  const std::string comment = "<l><!--" + std::string(100'000, 'x') + "--></l>";
  EXPECT_NE(ReadAllOf(comment, small).find("a tag or comment of more than 1000 bytes"),
            std::string::npos);
}

// 100,000 records, made as they are read.
class Endless final : public casus::Input {
 public:
  Endless() : Input("f") {}
  casus::Result<std::size_t> Read(char* into, std::size_t size) override {
    static constexpr std::string_view kItem = "<other/><item>text</item>";
    std::size_t done = 0;
    for (; done < size && at_ < kTotal; ++done, ++at_) {
      into[done] = at_ < 3 ? "<l>"[at_] : kItem[(at_ - 3) % kItem.size()];
    }
    return done;
  }
  std::uint64_t consumed() const override { return at_; }
  std::uint64_t total() const override { return kTotal; }

 private:
  static constexpr std::size_t kTotal = 3 + 25 * 100'000;
  std::size_t at_ = 0;
};

// What is passed over and what was given out take no memory: many records, of any size of file.
TEST_F(Xml, AFileOfManyRecordsStreams) {
  std::uint64_t told = 0;
  XmlOptions options = Items();
  options.progress = [&](const casus::Progress& progress) {
    told = progress.done;
    return true;
  };
  XmlReader reader(std::make_unique<Endless>(), std::move(options));
  std::size_t records = 0;
  while (reader.Next() == XmlReader::Step::kRecord) ++records;
  EXPECT_EQ(records, 100'000u);
  EXPECT_EQ(reader.error().code(), ErrorCode::kCorrupt) << "the end is missing";
  EXPECT_EQ(told, 3u + 25u * 100'000u);
}

TEST_F(Xml, CanBeStopped) {
  XmlOptions options = Items();
  options.progress = [](const casus::Progress&) { return false; };
  EXPECT_EQ(ReadAllOf("<l/>", std::move(options)), "failed f:1:1: cancelled: cancelled\n");
}

TEST(XmlRoot, IsFoundBehindWhatMayStandBeforeIt) {
  EXPECT_EQ(XmlRootOf("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <b> -->\n<!DOCTYPE a>\n<a:l x='1'>"),
            "a:l");
  EXPECT_EQ(XmlRootOf("<l/>"), "l");
  EXPECT_FALSE(XmlRootOf("name,begin\n"));
  EXPECT_FALSE(XmlRootOf("<!-- without an end"));
  EXPECT_FALSE(XmlRootOf("<cut"));
  EXPECT_FALSE(XmlRootOf("< l>"));
  EXPECT_FALSE(XmlRootOf(""));
}

TEST(XmlText, IsWithoutWhiteSpaceAroundIt) {
  EXPECT_EQ(casus::internal::CollapseBlanks(" \n a \t\r\n b c "), "a b c");
  EXPECT_EQ(casus::internal::CollapseBlanks(" \n"), "");
}

}  // namespace
