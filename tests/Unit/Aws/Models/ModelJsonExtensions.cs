using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Aws.Models;

internal static class ModelJsonExtensions
{
    public static string? Text(this JsonObject json, string name) => json[name]?.GetValue<string>();

    public static JsonObject Object(this JsonObject json, string name) => json[name]?.AsObject() ?? [];

    public static bool Flag(this JsonObject json, string name) => json[name]?.GetValue<bool>() == true;

    public static IEnumerable<(string Name, JsonObject Reference)> Members(this JsonObject shape) =>
        shape.Object("members").Select(m => (m.Key, m.Value!.AsObject()));

    /// <summary>Where a member travels: uri, querystring, header, statusCode, payload or body.</summary>
    public static string Place(this JsonObject shape, string member) =>
        shape.Text("payload") == member ? "payload" : shape.Object("members").Object(member).Text("location") ?? "body";

    public static string WireName(this JsonObject reference, string member) => reference.Text("locationName") ?? member;

    public static string Pascal(this string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
