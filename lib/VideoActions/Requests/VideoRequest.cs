namespace Onair.VideoActions.Requests;

/// <summary>A request that is ready to send. Headers and body can contain credentials: never logged.</summary>
/// <param name="Action">The action.</param>
/// <param name="Method">Method.</param>
/// <param name="Url">URL.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">JSON; null without a body.</param>
public sealed record VideoRequest(
    VideoAction Action, HttpMethod Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body)
{
    /// <summary>Action, method and URL.</summary>
    public override string ToString() => $"{Action} {Method} {Url}";
}
