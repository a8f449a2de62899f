using System.Text.Json;

namespace Onair.Api.Rules;

/// <summary>A JSON patch operation (RFC 6902) with a value.</summary>
/// <param name="Op">The operation, e.g. <c>add</c>.</param>
/// <param name="Path">The JSON pointer, e.g. <c>/spec/providerRef</c>.</param>
/// <param name="Value">The value.</param>
public sealed record PatchOperation(string Op, string Path, JsonElement Value);
