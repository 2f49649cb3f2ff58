# Puts files into the binary.
#
#   paridoo_embed(paridoo_contracts NAMESPACE paridoo::contracts BASE contracts FILES ${files})
#
# makes a library whose header "<target>.h" declares
#   namespace paridoo::contracts { std::span<const EmbeddedFile> embedded_files(); }
# with each file under its path relative to BASE.
function(paridoo_embed target)
  cmake_parse_arguments(ARG "" "NAMESPACE;BASE" "FILES;DEPENDS" ${ARGN})
  set(folder ${CMAKE_BINARY_DIR}/embedded/${target})
  file(MAKE_DIRECTORY ${folder})
  set(assembly ".section .rodata\n")
  set(externs "")
  set(rows "")
  set(count 0)
  foreach(file IN LISTS ARG_FILES)
    file(RELATIVE_PATH path ${ARG_BASE} ${file})
    set(symbol ${target}_${count})
    string(APPEND assembly
      ".balign 16\n.global ${symbol}\n${symbol}:\n.incbin \"${file}\"\n.global ${symbol}_end\n${symbol}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND rows "    {\"${path}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${folder}/${target}_data.S CONTENT "${assembly}" @ONLY)
  set_source_files_properties(${folder}/${target}_data.S PROPERTIES OBJECT_DEPENDS "${ARG_FILES}")
  file(CONFIGURE OUTPUT ${folder}/${target}.h @ONLY CONTENT "// Made by tools/embed/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace ${ARG_NAMESPACE} {

struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace ${ARG_NAMESPACE}
")
  file(CONFIGURE OUTPUT ${folder}/${target}.cpp @ONLY CONTENT "// Made by tools/embed/embed.cmake.
#include \"${target}.h\"

#include <array>

${externs}
namespace ${ARG_NAMESPACE} {

std::span<const EmbeddedFile> embedded_files() {
  static const std::array<EmbeddedFile, ${count}> files = {{
${rows}  }};
  return files;
}

}  // namespace ${ARG_NAMESPACE}
")
  add_library(${target} STATIC ${folder}/${target}_data.S ${folder}/${target}.cpp)
  target_include_directories(${target} PUBLIC ${folder})
  if(ARG_DEPENDS)
    add_dependencies(${target} ${ARG_DEPENDS})
  endif()
endfunction()
