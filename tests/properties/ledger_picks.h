// How commands choose what they work on, and say what they promise.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/properties/ledger_commands.h"

namespace paridoo::tests {

template <class T>
const T& one_of(const std::vector<T>& choices, int pick) {
  return choices[static_cast<std::size_t>(pick) % choices.size()];
}

inline std::vector<std::string> require(bool holds, const std::string& promise) {
  return holds ? std::vector<std::string>() : std::vector<std::string>{promise};
}

bool is_document(const Entry& entry);
orm::Ids entries_where(const Books& books, const std::function<bool(const Entry&)>& holds);
// Posted lines of receivable and payable accounts with something left.
orm::Ids open_lines(const Books& books, const std::function<bool(const EntryLine&)>& holds);
std::vector<Match> matches_of_line(const Books& books, orm::Id line);
std::vector<Match> matches_of_entry(const Books& books, orm::Id entry);

const std::vector<Command>& document_commands();
const std::vector<Command>& payment_commands();

}  // namespace paridoo::tests
