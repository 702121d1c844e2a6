#include "src/io/xml.h"

#include <algorithm>
#include <deque>
#include <type_traits>

#include "src/io/utf8.h"

#ifdef CASUS_HAVE_EXPAT
#include <expat.h>
#endif

namespace casus::internal {

namespace {

bool IsXmlSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string CollapseBlanks(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (IsXmlSpace(c)) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

std::string XmlNode::Text() const { return CollapseBlanks(text); }

std::string XmlNode::ChildText(std::string_view child) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const XmlNode& node) { return node.name == child; });
  return found == children.end() ? std::string() : found->Text();
}

std::optional<std::string_view> XmlNode::Attribute(std::string_view attribute) const {
  for (const auto& [key, value] : attributes) {
    if (key == attribute) return value;
  }
  return std::nullopt;
}

std::optional<std::string> XmlRootOf(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (;;) {
    while (!head.empty() && IsXmlSpace(head.front())) head.remove_prefix(1);
    // Declarations, comments and a document type may stand before it.
    const std::string_view stop = head.starts_with("<?")     ? "?>"
                                  : head.starts_with("<!--") ? "-->"
                                  : head.starts_with("<!")   ? ">"
                                                             : "";
    if (stop.empty()) break;
    const std::size_t end = head.find(stop);
    if (end == std::string_view::npos) return std::nullopt;
    head.remove_prefix(end + stop.size());
  }
  if (!head.starts_with('<')) return std::nullopt;
  const std::size_t end = head.find_first_of(" \t\r\n/>");
  if (end == std::string_view::npos || end == 1) return std::nullopt;
  return std::string(head.substr(1, end - 1));
}

#ifdef CASUS_HAVE_EXPAT

class XmlReader::Impl {
 public:
  Impl(std::unique_ptr<Input> input, XmlOptions options)
      : input_(std::move(input)),
        options_(std::move(options)),
        stage_("reading " + input_->name()),
        parser_(XML_ParserCreate(nullptr), &XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &OnStart, &OnEnd);
    XML_SetCharacterDataHandler(parser_.get(), &OnText);
    XML_SetEntityDeclHandler(parser_.get(), &OnEntity);
    XML_SetSkippedEntityHandler(parser_.get(), &OnSkipped);
  }

  Step Next() {
    while (ready_.empty()) {
      if (over_) return *over_;
      ReadOn();
    }
    current_ = std::move(ready_.front());
    ready_.pop_front();
    return current_.refusal ? Step::kRefused : Step::kRecord;
  }

  const XmlNode& record() const { return current_.node; }
  const Error& error() const { return current_.refusal ? *current_.refusal : *failure_; }
  const XmlNode& root() const { return root_; }
  const std::string& name() const { return input_->name(); }

 private:
  struct Ready {
    XmlNode node;
    std::optional<Error> refusal;
  };

  static Impl& Of(void* data) { return *static_cast<Impl*>(data); }
  static void XMLCALL OnStart(void* data, const XML_Char* name, const XML_Char** attributes) {
    Of(data).Start(name, attributes);
  }
  static void XMLCALL OnEnd(void* data, const XML_Char*) { Of(data).End(); }
  static void XMLCALL OnText(void* data, const XML_Char* text, int size) {
    Of(data).AddText(std::string_view(text, static_cast<std::size_t>(size)));
  }
  static void XMLCALL OnEntity(void* data, const XML_Char* name, int, const XML_Char*, int,
                               const XML_Char*, const XML_Char*, const XML_Char*, const XML_Char*) {
    Of(data).Stop(ErrorCode::kUnsupported, "the document declares entities of its own", name);
  }
  static void XMLCALL OnSkipped(void* data, const XML_Char* name, int) {
    Of(data).Stop(ErrorCode::kUnsupported, "an entity that the document does not define", name);
  }

  Where Here() const {
    return Where{input_->name(),
                 XML_GetCurrentLineNumber(parser_.get()),
                 XML_GetCurrentColumnNumber(parser_.get()) + 1,
                 {}};
  }

  // The first failure is the one that counts. Expat stops as soon as it can.
  void Stop(ErrorCode code, std::string message, std::string_view text = {}) {
    if (failure_) return;
    failure_ = Error(code, std::move(message), Here(), Excerpt(text));
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  void ReadOn() {
    void* const buffer = XML_GetBuffer(parser_.get(), static_cast<int>(options_.buffer_bytes));
    if (buffer == nullptr) return Fail(ErrorCode::kOutOfRange, "no memory to read on");
    const Result<std::size_t> got = input_->Read(static_cast<char*>(buffer), options_.buffer_bytes);
    if (!got.ok()) {
      failure_ = got.error();
      over_ = Step::kFailed;
      return;
    }
    if (options_.progress &&
        !options_.progress(Progress{stage_, input_->consumed(), input_->total(), "bytes"})) {
      return Fail(ErrorCode::kCancelled, "cancelled");
    }
    const bool is_end = *got == 0;
    const XML_Status status =
        XML_ParseBuffer(parser_.get(), static_cast<int>(*got), is_end ? XML_TRUE : XML_FALSE);
    read_ += *got;
    // Expat keeps what it has begun to read, a tag or a comment, until it has all of it.
    const XML_Index at = XML_GetCurrentByteIndex(parser_.get());
    const std::size_t done = at < 0 ? 0 : static_cast<std::size_t>(at);
    if (failure_) {
      over_ = Step::kFailed;
    } else if (status == XML_STATUS_OK && !is_end &&
               read_ - done > options_.max_record_bytes + options_.buffer_bytes) {
      Fail(ErrorCode::kOutOfRange,
           "a tag or comment of more than " + std::to_string(options_.max_record_bytes) + " bytes");
    } else if (status != XML_STATUS_OK) {
      Fail(ErrorCode::kCorrupt,
           std::string("no well-formed XML: ") + XML_ErrorString(XML_GetErrorCode(parser_.get())));
    } else if (is_end) {
      over_ = Step::kEnd;
    }
  }

  void Fail(ErrorCode code, std::string message) {
    if (!failure_) failure_ = Error(code, std::move(message), Here());
    over_ = Step::kFailed;
  }

  void Start(std::string_view name, const XML_Char** attributes) {
    if (failure_) return;
    ++depth_;
    if (depth_ > options_.max_depth) {
      return Stop(ErrorCode::kCorrupt,
                  "elements more than " + std::to_string(options_.max_depth) + " deep", name);
    }
    const bool is_record =
        std::find(options_.records.begin(), options_.records.end(), name) != options_.records.end();
    const bool is_root = depth_ == 1;
    if (open_.empty() && !is_record && !is_root) return;
    XmlNode node;
    node.name = name;
    const Where here = Here();
    node.line = here.line;
    node.column = here.column;
    for (; *attributes != nullptr; attributes += 2) {
      node.attributes.emplace_back(attributes[0], attributes[1]);
    }
    if (is_root) root_ = node;
    if (open_.empty() && !is_record) return;
    if (open_.empty()) {
      bytes_ = 0;
      nodes_ = 0;
      too_large_.reset();
    }
    std::size_t bytes = node.name.size();
    for (const auto& [key, value] : node.attributes) bytes += key.size() + value.size();
    ++nodes_;
    // Beyond the limit elements are counted, and nothing of them is kept.
    const bool keeps = Keeps(bytes);
    open_.push_back(Open{keeps ? std::move(node) : XmlNode{}, here});
  }

  void AddText(std::string_view text) {
    if (failure_ || open_.empty() || !Keeps(text.size())) return;
    open_.back().node.text += text;
  }

  bool Keeps(std::size_t bytes) {
    bytes_ += bytes;
    if (!too_large_ && (bytes_ > options_.max_record_bytes || nodes_ > options_.max_record_nodes)) {
      const bool by_bytes = bytes_ > options_.max_record_bytes;
      const Open* const first = open_.empty() ? nullptr : &open_.front();
      too_large_ = Error(
          ErrorCode::kOutOfRange,
          by_bytes
              ? "a record of more than " + std::to_string(options_.max_record_bytes) + " bytes"
              : "a record of more than " + std::to_string(options_.max_record_nodes) + " elements",
          first != nullptr ? first->where : Here());
      // Frees what there is of it.
      for (Open& open : open_) open.node = XmlNode{};
    }
    return !too_large_;
  }

  void End() {
    if (failure_) return;
    --depth_;
    if (open_.empty()) return;
    XmlNode node = std::move(open_.back().node);
    open_.pop_back();
    if (!open_.empty()) {
      if (!too_large_) open_.back().node.children.push_back(std::move(node));
      return;
    }
    if (too_large_) {
      ready_.push_back(Ready{{}, *std::move(too_large_)});
    } else {
      ready_.push_back(Ready{std::move(node), std::nullopt});
    }
    too_large_.reset();
  }

  struct Open {
    XmlNode node;
    Where where;
  };

  std::unique_ptr<Input> input_;
  XmlOptions options_;
  std::string stage_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser_;
  std::deque<Ready> ready_;  // of the buffer read last
  Ready current_;
  XmlNode root_;
  std::optional<Step> over_;
  std::optional<Error> failure_;

  std::size_t read_ = 0;
  std::size_t depth_ = 0;
  std::vector<Open> open_;  // from the record inwards
  std::size_t bytes_ = 0;   // of the record
  std::size_t nodes_ = 0;
  std::optional<Error> too_large_;
};

#else  // CASUS_HAVE_EXPAT

class XmlReader::Impl {
 public:
  Impl(std::unique_ptr<Input> input, XmlOptions)
      : name_(input->name()),
        error_(ErrorCode::kUnsupported, "XML, and this casus was built without Expat",
               Where{.file = name_, .field = {}}) {}
  Step Next() { return Step::kFailed; }
  const XmlNode& record() const { return root_; }
  const Error& error() const { return error_; }
  const XmlNode& root() const { return root_; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  Error error_;
  XmlNode root_;
};

#endif  // CASUS_HAVE_EXPAT

XmlReader::XmlReader(std::unique_ptr<Input> input, XmlOptions options)
    : impl_(std::make_unique<Impl>(std::move(input), std::move(options))) {}
XmlReader::~XmlReader() = default;
XmlReader::Step XmlReader::Next() { return impl_->Next(); }
const XmlNode& XmlReader::record() const { return impl_->record(); }
const Error& XmlReader::error() const { return impl_->error(); }
const XmlNode& XmlReader::root() const { return impl_->root(); }
const std::string& XmlReader::name() const { return impl_->name(); }

}  // namespace casus::internal
