namespace Onair.Tests.Unit.Aws.Loopback;

/// <summary>A request as it came in; the target is path and query as they were on the request line.</summary>
internal sealed record ReceivedRequest(string Method, string RawTarget, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string RawPath => RawTarget.Split('?')[0];

    /// <summary>Decoded names and values, in order; a name may repeat.</summary>
    public IReadOnlyList<(string Name, string Value)> Query =>
    [
        .. RawTarget.Split('?', 2).Skip(1).SelectMany(q => q.Split('&', StringSplitOptions.RemoveEmptyEntries)).Select(p =>
        {
            var parts = p.Split('=', 2);
            return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }),
    ];
}
