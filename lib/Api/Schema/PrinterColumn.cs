namespace Onair.Api.Schema;

/// <summary>A column of <c>kubectl get</c>.</summary>
/// <param name="Name">The heading.</param>
/// <param name="JsonPath">JSONPath of the value, e.g. <c>.status.phase</c>.</param>
/// <param name="Type">The OpenAPI type: <c>string</c>, <c>integer</c>, <c>boolean</c> or <c>date</c>.</param>
/// <param name="Priority">0 is always shown, 1 only with <c>-o wide</c>.</param>
public sealed record PrinterColumn(string Name, string JsonPath, string Type = "string", int Priority = 0);
