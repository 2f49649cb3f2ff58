// Zip files in memory.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace paridoo::service {

struct ArchiveFile {
  std::string name = {};
  std::string bytes = {};
};

std::string zipped(std::span<const ArchiveFile> files);
// The files of an archive whose names are asked for, in the order of the names; those that are not there are left out.
// Throws std::invalid_argument for bytes that are no zip file.
std::vector<ArchiveFile> unzipped(std::string_view archive, std::span<const std::string_view> names);

}  // namespace paridoo::service
