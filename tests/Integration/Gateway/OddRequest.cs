using System.Globalization;
using System.Text;

namespace Onair.Tests.Integration.Gateway;

/// <summary>A request of random parts, most of which are nearly right.</summary>
internal sealed class OddRequest
{
    private static readonly string[] Methods = ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"];

    private static readonly string[] Actions = ["", "/start", "/stop", "/live", "/split", "/chime_start", "/chime_stop", "/ivs_start", "/ivs_stop", "/unknown", "/"];

    private static readonly string[] Ids =
    [
        "keynote", "missing", "..", ".", "%2e%2e", "a%2fb", "%2f", "..%2f..%2fsecrets", "%C3%A9", "%E2%80%AE", "%F0%9F%8E%89", "%ff", "a%5cb", "a b", "-", "0", "null", "{id}", "*", "%25", "%",
        "%zz", "a;b", "a:b", "~", "con", "a%0d%0ab", "%01", "%7f", new('a', 300), "a%20", "A", "_", "a.b", "a..b", "%u0000", "keynote%00",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "1.5", "1e400", "-1e-400", "99999999999999999999", "\"\"", "\"a\"", "\"../../x\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\u202e\"", "\"%2f\"", "\"s3://b/../c\"",
        "\"s3://{bucket}/{year}/{stream_id}-{timestamp}\"", "\"https://example.com/meet\"", "\"http://169.254.169.254/\"", "[]", "{}", "[{}]", "[{\"start\":0,\"end\":1}]", "[{\"start\":\"x\"}]", "[[[[]]]]", "\"\u0430\"",
        "\"2026-01-01T00:00:00Z\"", "3600", "1209600", "1209601", "60",
    ];

    private static readonly string[] Names =
    [
        "name", "description", "segment_length", "path", "startover_window_seconds", "key_rotation_interval", "timestamp_list", "session_id", "name_modifier", "chime_url", "id", "started", "__proto__", "", "$ref",
    ];

    private static readonly string[] Queries = ["", "", "", "?wait=0", "?wait=-1", "?wait=1", "?wait=x", "?wait=1&wait=2", "?%00", "?a=%zz", "?wait=%ff", "?limit=10"];

    private static readonly string[] Forms =
    [
        "", "type=hls", "type=rtmp", "name=a", "name=", "name=%00", "name=%ff", "name=a%2Fb", "name=%F0%9F%8E%89", "name=a&name=b", "id=keynote", "id=..", "id=", "id=%", "type=hls&name=Town%20hall", "&&&", "=", "name", "a=b",
        $"name={new string('n', 300)}",
    ];

    private readonly Random _random;

    public OddRequest(Random random, string ns, string token)
    {
        _random = random;
        var path = Path(ns);
        var isForm = path.Contains("/stream/", StringComparison.Ordinal);
        var body = Pick(4) == 0 ? "" : isForm ? Form() : Body();
        // Nobody gives these broadcasts credentials, and a start waits for them.
        var query = isForm ? $"?{One(Forms)}&wait=0" : One(Queries);
        var head = new StringBuilder($"{One(Methods)} {path}{query} HTTP/1.1\r\nHost: api\r\nConnection: close\r\n");
        head.Append(Credentials(token));
        if (isForm && Pick(10) > 0) head.Append(CultureInfo.InvariantCulture, $"Content-Type: {One(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data"])}\r\n");
        else if (Pick(10) > 0) head.Append("Content-Type: application/json\r\n");
        else head.Append(CultureInfo.InvariantCulture, $"Content-Type: {One(["text/plain", "application/json; charset=utf-16", "application/json;", "x", "application/json; charset=\"utf-8\""])}\r\n");
        if (Pick(5) == 0) head.Append(CultureInfo.InvariantCulture, $"Idempotency-Key: {One(["a", "b", "", "é", new('k', 256), "a b"])}\r\n");
        if (Pick(8) == 0) head.Append(CultureInfo.InvariantCulture, $"{One(["If-Match", "If-None-Match"])}: {One(["*", "\"a\"", "W/\"a\"", "a", "", ",,,", "\"a\", *"])}\r\n");
        var bytes = Encoding.UTF8.GetBytes(body);
        // Some bodies are no UTF-8.
        if (bytes.Length > 0 && Pick(20) == 0) bytes[Pick(bytes.Length)] = (byte)Pick(256);
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {bytes.Length}\r\n\r\n");
        Bytes = [.. Encoding.UTF8.GetBytes(head.ToString()), .. bytes];
        IsBrokenHttp = path.Contains(' ', StringComparison.Ordinal) || path.Contains("%00", StringComparison.Ordinal);
    }

    public byte[] Bytes { get; }

    /// <summary>The server may close the connection without a response.</summary>
    public bool IsBrokenHttp { get; }

    public override string ToString() => Encoding.UTF8.GetString(Bytes);

    private string Path(string ns)
    {
        var prefix = Pick(3) switch { 0 => $"/namespaces/{ns}", 1 => Pick(4) == 0 ? $"/namespaces/{One(Ids)}" : "", _ => "" };
        return Pick(14) switch
        {
            12 => $"{prefix}/stream/start{One(["", "/"])}",
            13 => $"{prefix}/stream/stop{One(["", "/"])}",
            0 => $"{prefix}/peek/{One(Ids)}",
            1 => $"/namespaces/{ns}/peek/keynote",
            2 => One(["/", "//", "/openapi.json", "/streams/../streams", "/%2fstreams", "/metrics", "*", "/streams//start"]),
            3 or 4 => $"{prefix}/streams",
            _ => $"{prefix}/streams/{One(Ids)}{One(Actions)}",
        };
    }

    private string Credentials(string token) => Pick(12) switch
    {
        0 => "",
        1 => $"Authorization: {One(["Bearer", "Bearer ", "Basic eDp5", "Bearer x y", "bearer é", $"Bearer {new string('x', 20_000)}"])}\r\n",
        2 => $"X-Api-Key: {One(["", "x", "onair_x", "é", token])}\r\n",
        _ => $"Authorization: Bearer {token}\r\n",
    };

    private string Body() => Pick(12) switch
    {
        0 => One(["{", "[", "\"", "nul", "{}{}", "\0", "{\"a\":}", "{\"name\":\"a\",\"name\":\"b\"}", new('[', 200), "\uFEFF{}", "//", "{'a':1}"]),
        1 => One(Values),
        2 => $"{{\"name\":\"{new string('n', Pick(70_000))}\"}}",
        _ => $"{{{string.Join(',', Enumerable.Range(0, Pick(6)).Select(_ => $"\"{One(Names)}\":{One(Values)}"))}}}",
    };

    private string Form() => Pick(6) switch
    {
        0 => $"--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n{One(Ids)}\r\n--x--\r\n",
        1 => "--x\r\nContent-Disposition: form-data; name=\"name\"; filename=\"../../a\"\r\n\r\na\r\n--x",
        2 => string.Join('&', Enumerable.Range(0, 100).Select(i => $"a{i}=b")),
        _ => One(Forms),
    };

    private int Pick(int count) => _random.Next(count);

    private string One(string[] of) => of[Pick(of.Length)];
}
