#include "simulator/service/archive.h"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace paridoo::service {

namespace {

constexpr std::size_t file_bytes_max = std::size_t{1} << 30;

// A source of the library's, kept by us beside the archive that uses it.
class Source {
 public:
  explicit Source(std::string_view bytes) : source_(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr)) {
    if (!source_) throw std::bad_alloc();
    zip_source_keep(source_);
  }
  ~Source() { zip_source_free(source_); }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // The archive takes one of the two references.
  zip_t* open(int flags) { return zip_open_from_source(source_, flags, nullptr); }
  void give_back() { zip_source_free(source_); }

  std::string content() {
    if (zip_source_open(source_) < 0) throw std::runtime_error("the archive cannot be read back");
    zip_source_seek(source_, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(source_)), '\0');
    zip_source_seek(source_, 0, SEEK_SET);
    zip_source_read(source_, bytes.data(), bytes.size());
    zip_source_close(source_);
    return bytes;
  }

 private:
  zip_source_t* source_;
};

void add(zip_t* archive, const ArchiveFile& file) {
  zip_source_t* content = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
  if (!content || zip_file_add(archive, file.name.c_str(), content, ZIP_FL_ENC_UTF_8) < 0)
    throw std::runtime_error("the archive cannot be written");
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

std::string content_of(zip_t* archive, const char* name, std::size_t size) {
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(archive, name, 0));
  std::string bytes(size, '\0');
  if (!file || zip_fread(file.get(), bytes.data(), size) != static_cast<zip_int64_t>(size))
    throw std::invalid_argument("a damaged zip file");
  return bytes;
}

}  // namespace

std::string zipped(std::span<const ArchiveFile> files) {
  Source source{std::string_view()};
  zip_t* archive = source.open(ZIP_TRUNCATE | ZIP_CREATE);
  if (!archive) throw std::runtime_error("the archive cannot be made");
  std::unique_ptr<zip_t, DiscardArchive> unfinished(archive);
  for (const ArchiveFile& file : files) add(archive, file);
  if (zip_close(archive) < 0) throw std::runtime_error("the archive cannot be written");
  unfinished.release();
  return source.content();
}

std::vector<ArchiveFile> unzipped(std::string_view bytes, std::span<const std::string_view> names) {
  Source source(bytes);
  zip_t* opened = source.open(ZIP_RDONLY);
  if (!opened) {
    source.give_back();
    throw std::invalid_argument("no zip file");
  }
  const std::unique_ptr<zip_t, DiscardArchive> archive(opened);
  std::vector<ArchiveFile> files;
  for (const std::string_view name : names) {
    const std::string wanted(name);
    zip_stat_t about;
    if (zip_stat(opened, wanted.c_str(), 0, &about) < 0) continue;
    if (about.size > file_bytes_max) throw std::invalid_argument(wanted + " is too large");
    files.push_back({.name = wanted, .bytes = content_of(opened, wanted.c_str(), about.size)});
  }
  return files;
}

}  // namespace paridoo::service
