namespace Onair.Events.Formats;

/// <summary>A request with one or more events.</summary>
/// <param name="Id">Identifies it, also when it is sent again: the header <c>webhook-id</c>. Contains no full stop.</param>
/// <param name="ContentType">Of the body, e.g. <c>application/json; charset=utf-8</c>.</param>
/// <param name="Headers">Further headers, with names in lower case: the attributes of an event in binary mode.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record SinkRequest(string Id, string ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body);
