using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>A call of the operator.</summary>
/// <param name="Operation">The service and what it is asked, e.g. <c>medialive:StopChannel</c>, <c>kubernetes:PATCH</c>.</param>
/// <param name="Path">The path with its query.</param>
/// <param name="Body">What it sends; empty where that names nothing that is touched.</param>
internal sealed record RecordedCall(string Operation, string Path, string Body)
{
    // Video and other files.
    private const int LargestText = 1024 * 1024;

    private IReadOnlySet<string>? _words;

    /// <summary>All that it sends, for people.</summary>
    public string? Sent { get; init; }

    /// <summary>The victim's MediaProvider to whose account it went; null for the account of all others.</summary>
    public string? Provider { get; init; }

    /// <summary>It went to AWS or a video service.</summary>
    public bool IsOfProvider { get; private init; }

    /// <summary>The names in it.</summary>
    public IReadOnlySet<string> Words => _words ??= Manifests.Forgery.Words.In(Uri.UnescapeDataString(Path)).Concat(Manifests.Forgery.Words.In(Body)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A call to AWS or a video service.</summary>
    public static RecordedCall OfProvider(string operation, string path, byte[] body)
    {
        var isText = body.Length < LargestText && !body.AsSpan(0, Math.Min(body.Length, 1024)).Contains((byte)0);
        var text = isText ? Encoding.UTF8.GetString(body) : "";
        return new(operation, path, operation.StartsWith("sts:", StringComparison.Ordinal) ? Uri.UnescapeDataString(text.Replace('+', ' ')) : text) { IsOfProvider = true };
    }

    /// <summary>
    /// A call to the API server. A status and an Event repeat what the status said, which touches nothing; of an Event counts what it is about. What a
    /// Secret has counts as it is read.
    /// </summary>
    public static RecordedCall OfKubernetes(string method, string path, string body)
    {
        var resource = path.Split('?')[0].Split('/');
        var sent = body;
        if (resource[^1] == "status" || resource.Contains("leases")) body = "";
        else if (resource.Contains("events")) body = JsonNode.Parse(body)?["involvedObject"]?.ToJsonString() ?? "";
        else if (resource.Contains("secrets") && body.Length > 0) body = Decoded(body);
        return new($"kubernetes:{method}", path, body) { Sent = sent };
    }

    /// <summary>An event, by what it is about.</summary>
    public static RecordedCall OfEvent(string path, string source, string subject, JsonNode? resource) =>
        new("event:POST", path, new JsonArray(source, subject, resource?.DeepClone()).ToJsonString());

    public override string ToString() => $"{Operation} {Path} {Sent ?? Body}".TrimEnd();

    private static string Decoded(string secret)
    {
        if (JsonNode.Parse(secret) is not JsonObject json) return secret;
        foreach (var (name, value) in (json["data"] as JsonObject ?? []).ToList())
            if (value is not null) json["data"]![name] = Text(name, Convert.FromBase64String((string)value!));
        return json.ToJsonString();
    }

    // What is packed has words by chance.
    private static string Text(string name, byte[] value)
    {
        using var bytes = new MemoryStream(value);
        using var reader = new StreamReader(name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionMode.Decompress) : bytes, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
