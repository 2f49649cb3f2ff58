#include "simulator/rpc/decoded_dict.h"

#include <string_view>
#include <unordered_map>
#include <utility>

namespace paridoo::rpc {

namespace {

constexpr std::size_t few = 32;  // below, looking through them is quicker than a table

orm::Dict dict_of_few(std::vector<orm::Item> items) {
  orm::Dict out;
  for (orm::Item& item : items) out.set(item.name, std::move(item.value));
  return out;
}

}  // namespace

orm::Dict dict_of(std::vector<orm::Item> items) {
  if (items.size() < few) return dict_of_few(std::move(items));
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<orm::Item> out;
  out.reserve(items.size());  // so that the names in `places` stay where they are
  for (orm::Item& item : items) {
    const auto place = places.find(item.name);
    if (place != places.end()) {
      out[place->second].value = std::move(item.value);
    } else {
      out.push_back(std::move(item));
      places.emplace(out.back().name, out.size() - 1);
    }
  }
  return orm::Dict(std::move(out));
}

}  // namespace paridoo::rpc
