#include "simulator/addons/base/pdf.h"

#include <fmt/format.h>
#include <hpdf.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "simulator/addons/base/latin_text.h"

namespace paridoo::addons::base {

namespace {

constexpr float margin = 50, line_height = 14, bottom = 60, text_size = 9, title_size = 16;
// Where the columns of lines begin; the last one ends at the right margin.
constexpr std::array<float, 6> column_starts = {margin, 250, 320, 385, 425, 500};

[[noreturn]] void failed(HPDF_STATUS error, HPDF_STATUS detail, void*) {
  throw std::runtime_error(fmt::format("libharu failed with {:#x} ({})", error, detail));
}

struct FreePdf {
  void operator()(HPDF_Doc pdf) const { HPDF_Free(pdf); }
};
using Pdf = std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, FreePdf>;

// Writes from the top of a page to its bottom, and goes on on the next.
class Sheet {
 public:
  explicit Sheet(HPDF_Doc pdf)
      : pdf_(pdf),
        plain_(HPDF_GetFont(pdf, "Helvetica", "WinAnsiEncoding")),
        bold_(HPDF_GetFont(pdf, "Helvetica-Bold", "WinAnsiEncoding")) {
    turn_page();
  }

  void turn_page() {
    page_ = HPDF_AddPage(pdf_);
    HPDF_Page_SetSize(page_, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    y_ = HPDF_Page_GetHeight(page_) - margin;
  }
  float right() const { return HPDF_Page_GetWidth(page_) - margin; }
  void down(float distance = line_height) {
    y_ -= distance;
    if (y_ < bottom) turn_page();
  }
  float y() const { return y_; }
  void go_to(float y) { y_ = y; }

  void write(float x, const std::string& text, bool bold = false, float size = text_size) {
    const std::string bytes = latin_of_utf8(text);
    HPDF_Page_BeginText(page_);
    HPDF_Page_SetFontAndSize(page_, bold ? bold_ : plain_, size);
    HPDF_Page_TextOut(page_, x, y_, bytes.c_str());
    HPDF_Page_EndText(page_);
  }
  void write_left_of(float x, const std::string& text, bool bold = false) {
    HPDF_Page_SetFontAndSize(page_, bold ? bold_ : plain_, text_size);
    write(x - HPDF_Page_TextWidth(page_, latin_of_utf8(text).c_str()), text, bold);
  }

 private:
  HPDF_Doc pdf_;
  HPDF_Font plain_, bold_;
  HPDF_Page page_ = nullptr;
  float y_ = 0;
};

void write_lines(Sheet& sheet, float x, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    sheet.write(x, line);
    sheet.down();
  }
}

void write_head(Sheet& sheet, const ReportDocument& document) {
  constexpr float recipient_x = 340;
  const float top = sheet.y();
  write_lines(sheet, margin, document.sender);
  const float below_sender = sheet.y();
  sheet.go_to(top);
  write_lines(sheet, recipient_x, document.recipient);
  sheet.go_to(std::min(below_sender, sheet.y()));
  sheet.down(2 * line_height);
  sheet.write(margin, document.title, true, title_size);
  sheet.down(2 * line_height);
  for (const auto& [label, value] : document.particulars) {
    sheet.write(margin, label + ": " + value);
    sheet.down();
  }
  sheet.down();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

void write_row(Sheet& sheet, const std::vector<std::string>& cells, bool bold) {
  const std::vector<std::string> description = lines_of(cells.front());
  sheet.write(margin, description.front(), bold);
  for (std::size_t at = 1; at < cells.size() && at < column_starts.size(); ++at) {
    if (at + 1 == column_starts.size())
      sheet.write_left_of(sheet.right(), cells[at], bold);
    else if (!cells[at].empty())
      sheet.write(column_starts[at], cells[at], bold);
  }
  sheet.down();
  write_lines(sheet, margin, {description.begin() + 1, description.end()});
}

void write_totals(Sheet& sheet, const ReportDocument& document) {
  constexpr float label_x = 385;
  sheet.down();
  for (const auto& [label, amount] : document.totals) {
    sheet.write(label_x, label, label == "Total");
    sheet.write_left_of(sheet.right(), amount, label == "Total");
    sheet.down();
  }
  sheet.down();
}

void write_document(HPDF_Doc pdf, const ReportDocument& document) {
  Sheet sheet(pdf);
  write_head(sheet, document);
  write_row(sheet, document.columns, true);
  for (const std::vector<std::string>& row : document.rows) write_row(sheet, row, row.size() == 1);
  write_totals(sheet, document);
  write_lines(sheet, margin, document.notes);
}

std::string bytes_of(HPDF_Doc pdf) {
  HPDF_SaveToStream(pdf);
  std::string bytes(HPDF_GetStreamSize(pdf), '\0');
  HPDF_UINT32 size = static_cast<HPDF_UINT32>(bytes.size());
  HPDF_ReadFromStream(pdf, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::string pdf_of(std::span<const ReportDocument> documents) {
  const Pdf pdf(HPDF_New(failed, nullptr));
  if (!pdf) throw std::bad_alloc();
  HPDF_SetCompressionMode(pdf.get(), HPDF_COMP_TEXT);
  for (const ReportDocument& document : documents) write_document(pdf.get(), document);
  return bytes_of(pdf.get());
}

}  // namespace paridoo::addons::base
