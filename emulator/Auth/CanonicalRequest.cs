using System.Text;

namespace Onair.Emulator.Auth;

/// <summary>SigV4's canonical form of a request. Pure.</summary>
internal static class CanonicalRequest
{
    /// <summary>The canonical request, ready to be hashed.</summary>
    public static string Build(
        string method, string path, string query, IEnumerable<string> signedHeaders,
        Func<string, IEnumerable<string?>> header, string payloadHash)
    {
        var text = new StringBuilder()
            .Append(method).Append('\n')
            .Append(path).Append('\n')
            .Append(query).Append('\n');
        var names = signedHeaders.ToArray();
        foreach (var name in names)
            text.Append(name).Append(':').AppendJoin(',', header(name).Select(Collapse)).Append('\n');
        return text.Append('\n').AppendJoin(';', names).Append('\n').Append(payloadHash).ToString();
    }

    /// <summary>
    /// S3 encodes each character of the path once and normalises nothing. The other services encode the encoded path
    /// again, after removing dot segments and empty ones.
    /// </summary>
    public static IEnumerable<string> Paths(string rawPath, string service)
    {
        var once = RawUrl.Encode(RawUrl.Decode(rawPath), keepSlash: true);
        if (service == "s3")
        {
            yield return once;
            yield break;
        }

        // HTTP clients differ in which characters of a path they leave plain after it was signed, hence the second.
        yield return RawUrl.Encode(Normalize(rawPath), keepSlash: true);
        yield return RawUrl.Encode(Normalize(once), keepSlash: true);
    }

    /// <summary>Sorted by encoded name, then value; the signature itself left out.</summary>
    public static string Query(string rawQuery) => string.Join('&', RawUrl.Parameters(rawQuery)
        .Where(p => p.Name != "X-Amz-Signature")
        .Select(p => (Name: RawUrl.Encode(p.Name), Value: RawUrl.Encode(p.Value)))
        .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={p.Value}"));

    private static string Normalize(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or "..")) segments.Add(segment);
        }

        return "/" + string.Join('/', segments) + (segments.Count > 0 && path.EndsWith('/') ? "/" : "");
    }

    private static string Collapse(string? value) =>
        string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
