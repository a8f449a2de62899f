using System.Text;

namespace Onair.Tests.Unit.Aws.Loopback;

internal sealed record Reply(int Status, byte[] Body)
{
    public Dictionary<string, string> Headers { get; init; } = new() { ["x-amzn-RequestId"] = "request-1" };

    /// <summary>Breaks the connection instead of answering.</summary>
    public bool Aborts { get; init; }

    public static Reply Abort { get; } = new(0, []) { Aborts = true };

    public static Reply Json(int status, string body) => Text(status, "application/json", body);

    public static Reply Xml(int status, string body) => Text(status, "text/xml", body);

    public static Reply Html(int status, string body) => Text(status, "text/html", body);

    private static Reply Text(int status, string type, string body)
    {
        var reply = new Reply(status, Encoding.UTF8.GetBytes(body));
        reply.Headers["Content-Type"] = type;
        return reply;
    }
}
