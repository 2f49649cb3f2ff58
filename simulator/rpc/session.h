// Sessions of the web protocol: what a cookie `session_id` stands for.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/facts.h"
#include "simulator/orm/value.h"

namespace paridoo::rpc {

struct Session {
  std::string id = {};
  std::string database = {};  // empty: none chosen
  orm::Id uid = 0;            // 0: nobody is logged in
  std::string login = {};
  std::string stamp = {};  // the user's login_stamp when they logged in: the session ends when it changes
  orm::Dict context = {{"lang", "en_US"}};

  // How this request leaves the session.
  bool changed = false;  // to be kept, and its cookie sent again
  bool renewed = false;  // to be kept under a new id
};

// In memory; safe to use by several threads.
class SessionStore {
 public:
  // How long a session lives without being used, and its cookie in the browser.
  static constexpr std::chrono::seconds lifetime = std::chrono::hours(24 * 7);
  static constexpr std::size_t sessions_max = 10'000;

  // `series` is the server's own.
  explicit SessionStore(orm::Series series) : series_(series) {}

  // The session of a cookie. An unknown id that is well-formed in the server's own series gives a session of that id
  // with nobody logged in; anything else one with a new id.
  Session get(std::string_view id);
  // Keeps the session as its flags say, and clears them. A new id has the form of the series.
  void keep(Session& session, orm::Series series);
  void forget(std::string_view id);

 private:
  struct Kept {
    Session session;
    std::chrono::steady_clock::time_point used;
  };

  bool is_id(std::string_view id) const;
  void make_room();

  const orm::Series series_;
  std::mutex mutex_;
  std::map<std::string, Kept, std::less<>> kept_;
};

}  // namespace paridoo::rpc
