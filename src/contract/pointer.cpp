#include "src/contract/pointer.h"

namespace paridoo::contract {

std::string deeper(const std::string& pointer, std::string name) {
  for (std::size_t at = 0; (at = name.find_first_of("~/", at)) != std::string::npos; at += 2) {
    name.replace(at, 1, name[at] == '~' ? "~0" : "~1");
  }
  return pointer + "/" + name;
}

}  // namespace paridoo::contract
