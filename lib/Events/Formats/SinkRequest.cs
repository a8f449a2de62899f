namespace Onair.Events.Formats;

/// <summary>A request that tells a receiver of one or more events.</summary>
/// <param name="Id">What identifies it, also when it is sent again: the header <c>webhook-id</c>. Has no full stop.</param>
/// <param name="ContentType">Of the body, e.g. <c>application/json; charset=utf-8</c>.</param>
/// <param name="Headers">Headers besides, with names in lower case: the attributes of an event in binary mode.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record SinkRequest(string Id, string ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body);
