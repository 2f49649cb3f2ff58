// Putting pieces of SQL together: texts, bound values and other pieces, in order.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "simulator/orm/domain_sql.h"

namespace paridoo::orm {

// A value to bind: a `?` and its parameter.
struct Bound {
  Value value;
};

inline void append(Sql& to, std::string_view text) { to.text += text; }
inline void append(Sql& to, const Bound& bound) {
  to.text += '?';
  to.parameters.push_back(bound.value);
}
inline void append(Sql& to, const Sql& piece) {
  to.text += piece.text;
  to.parameters.insert(to.parameters.end(), piece.parameters.begin(), piece.parameters.end());
}

// How much text a piece brings, and how many parameters.
inline std::size_t length(std::string_view text) { return text.size(); }
inline std::size_t length(const Bound&) { return 1; }
inline std::size_t length(const Sql& piece) { return piece.text.size(); }
inline std::size_t bound_in(std::string_view) { return 0; }
inline std::size_t bound_in(const Bound&) { return 1; }
inline std::size_t bound_in(const Sql& piece) { return piece.parameters.size(); }

template <class... Pieces>
Sql sql(const Pieces&... pieces) {
  Sql out;
  out.text.reserve((length(pieces) + ...));
  out.parameters.reserve((bound_in(pieces) + ...));
  (append(out, pieces), ...);
  return out;
}

// The pattern with the value in each place that says "{}".
inline Sql applied(std::string_view pattern, const Sql& value) {
  Sql out;
  for (std::size_t place; (place = pattern.find("{}")) != std::string_view::npos; pattern.remove_prefix(place + 2)) {
    append(out, pattern.substr(0, place));
    append(out, value);
  }
  append(out, pattern);
  return out;
}

// "name", as SQLite quotes it.
inline std::string identifier(std::string_view name) { return '"' + std::string(name) + '"'; }

}  // namespace paridoo::orm
