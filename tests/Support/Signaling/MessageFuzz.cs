using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Support;

/// <summary>Messages for the signaling service that are almost right, or not at all. The same seed repeats them.</summary>
/// <param name="seed">The seed.</param>
/// <param name="ids">Ids that exist, so that some messages concern what is somebody else's.</param>
public sealed class MessageFuzz(int seed, params string[] ids)
{
    /// <summary>The types of messages.</summary>
    public static readonly string[] Types =
    [
        "hello", "token", "follow", "broadcast", "media", "stop", "watch", "leave", "consent", "remove", "failed", "forget", "offer", "answer", "candidate", "restart", "ice",
        "beacon", "ping", "bye",
    ];

    private static readonly string[] Fields =
    [
        "request", "token", "user", "name", "follow", "resume", "users", "video", "audio", "screen", "takeover", "viewing", "broadcast", "connection", "sdp", "candidate", "sdpMid",
        "sdpMLineIndex", "usernameFragment", "allow", "remember", "fresh", "interval", "seconds", "playing", "unknown",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next message. <c>bye</c> and <c>stop</c> are as likely as others.</summary>
    public byte[] Next()
    {
        var message = new JsonObject { ["type"] = Pick(Types) };
        foreach (var field in Fields.Where(_ => _random.Next(3) > 0)) message[field] = _random.Next(6) == 0 ? Odd() : Fitting(field);
        if (_random.Next(40) == 0) message["type"] = Odd();
        var bytes = Encoding.UTF8.GetBytes(message.ToJsonString());
        // Broken JSON, and broken UTF-8.
        if (_random.Next(10) == 0) bytes = bytes[.._random.Next(bytes.Length)];
        if (_random.Next(10) == 0 && bytes.Length > 0) bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    private JsonNode? Fitting(string field) => field switch
    {
        "viewing" or "broadcast" => Id(),
        "resume" => new JsonObject { ["participant"] = Id(), ["key"] = Id() },
        "user" => Pick("alice", "bob", "mallory"),
        "follow" or "users" => new JsonArray("alice", "bob"),
        "video" or "audio" or "screen" or "takeover" or "allow" or "remember" or "fresh" or "playing" => _random.Next(2) == 0,
        "sdp" => "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n",
        "candidate" => _random.Next(2) == 0 ? "" : "candidate:1 1 udp 1 192.0.2.1 9 typ host",
        "sdpMLineIndex" => _random.Next(3),
        "seconds" => _random.NextDouble() * 100,
        "interval" => Guid.NewGuid().ToString(),
        _ => "1",
    };

    private JsonNode? Odd() => _random.Next(12) switch
    {
        0 => null,
        1 => new JsonArray(),
        2 => new JsonObject { ["type"] = "watch" },
        3 => double.MaxValue,
        4 => long.MinValue,
        5 => "",
        6 => "\u0000\u001f",
        7 => "\ud83d\ude00'; DROP TABLE broadcasts; --",
        8 => new string('x', 200 + _random.Next(60_000)),
        9 => true,
        10 => new JsonArray(new JsonArray(new JsonArray(new JsonArray(new JsonArray(new JsonArray(new JsonArray(new JsonArray(new JsonArray(1))))))))),
        _ => -1.5,
    };

    private string Id() => ids.Length > 0 && _random.Next(2) == 0 ? Pick(ids) : Convert.ToBase64String(Bytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Pick(params string[] texts) => texts[_random.Next(texts.Length)];
}
