// Avatars: the picture of a partner, the initial of a user's name, or a placeholder.
#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cctype>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/models/res_partner.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::base::partner {

using namespace orm;

namespace {

// Odoo brings drawings of a person, a company, a truck and a banknote; here a grey dot stands for each of them.
constexpr const char* placeholder =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg==";

// A colour that stays the same for a name and the moment at which the partner was made.
std::string colour_of(const std::string& seed) {
  std::array<unsigned char, crypto_hash_sha512_BYTES> hash{};
  crypto_hash_sha512(hash.data(), reinterpret_cast<const unsigned char*>(seed.data()), seed.size());
  const double hue = hash[0] * 360.0 / 255, saturation = hash[1] * (30.0 / 255) + 40;
  return fmt::format("hsl({:.0f}, {:.0f}%, 45%)", hue, saturation);
}

// The first letter, ready for XML.
std::string initial_of(const std::string& name) {
  const std::string letter(first_letters(name, 1));
  if (letter.size() != 1) return letter;
  return html_escaped(std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(letter[0])))));
}

bool has_internal_user(const RecordSet& partner) {
  const RecordSet users = partner.sudo()["user_ids"];
  return !(users - users.filtered("share")).empty();
}

Value avatar_of(const RecordSet& partner, const std::string& image) {
  if (const Value own = partner.value(image)) return own;
  const bool drawn = has_internal_user(partner) && !partner.text("name").empty();
  return drawn ? Value(initial_as_picture(partner)) : Value(placeholder);
}

void compute_avatar(const RecordSet& self, const std::string& size) {
  for (const RecordSet& partner : self) partner.set("avatar_" + size, avatar_of(partner, "image_" + size));
}

}  // namespace

std::string initial_as_picture(const RecordSet& partner) {
  const std::string name = partner.text("name");
  const auto made = partner.moment("create_date");
  const std::string seed = made ? name + std::to_string(made->time_since_epoch().count()) + ".0" : name;
  return encode_base64(fmt::format(
      "<?xml version='1.0' encoding='UTF-8' ?>"
      "<svg height='180' width='180' xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
      "<rect fill='{}' height='180' width='180'/>"
      "<text fill='#ffffff' font-size='96' text-anchor='middle' x='90' y='125' font-family='sans-serif'>{}</text>"
      "</svg>",
      colour_of(seed), initial_of(name)));
}

void compute_avatar_1920(const RecordSet& self) { compute_avatar(self, "1920"); }
void compute_avatar_1024(const RecordSet& self) { compute_avatar(self, "1024"); }
void compute_avatar_512(const RecordSet& self) { compute_avatar(self, "512"); }
void compute_avatar_256(const RecordSet& self) { compute_avatar(self, "256"); }
void compute_avatar_128(const RecordSet& self) { compute_avatar(self, "128"); }

}  // namespace paridoo::addons::base::partner
