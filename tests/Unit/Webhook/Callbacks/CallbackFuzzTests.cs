using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Onair.Tests.Manifests;
using Onair.Webhook.Callbacks;
using static Onair.Tests.Unit.Webhook.Callbacks.CallbackHost;

namespace Onair.Tests.Unit.Webhook.Callbacks;

/// <summary>Whatever is sent: it is answered, and changes nothing unless its signature is right.</summary>
[Collection(WebhookHost.Alone)]
public sealed class CallbackFuzzTests
{
    private const int Count = 10_000;
    private static readonly int[] Statuses = [200, 400, 401, 404, 408, 413, 503];
    private static readonly string[] Providers = ["mux", "mux", "mux", "mux", "other", "aws", "nobody", "", "..", "mux\0", "\ud800", new('m', 5000)];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{}", "0", "\"u1\"", "{\"id\": 1e999, \"object\": {\"type\": \"asset\", \"id\": [\"a1\"]}}", "{\"id\": {\"id\": {}}, \"data\": [{\"passthrough\": \"t1\"}]}",
        "{\"object\": {\"type\": \"asset\", \"id\": \"a1\"}, \"object\": 1}", "{\"id\": \"\\ud800\", \"object\": {\"type\": \"asset\", \"id\": \"a1\"}}", "\ufeff{}", "{'id': 1}", "{/**/}",
        $"{new string('[', 5000)}{new string(']', 5000)}", $"{{\"id\": \"{new string('e', 5000)}\", \"object\": {{\"type\": \"asset\", \"id\": \"a1\"}}}}",
    ];

    [Fact]
    public async Task Nothing_that_is_sent_ends_in_an_exception_or_a_change_without_a_signature()
    {
        await using var host = await ReadyAsync();
        var (endpoint, random) = (host.Service<CallbackEndpoint>(), new Random(Seed.Current));
        var (genuine, answers) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<int, int>());

        for (var i = 0; i < Count; i++)
        {
            var call = Generate(random, i, host.Time.GetUtcNow());
            if (call.IsGenuine) genuine.Add($"e{i}");
            var context = new DefaultHttpContext();
            context.Request.Method = "POST";
            context.Request.Body = new MemoryStream(call.Body);
            if (call.Signature is not null) context.Request.Headers["Mux-Signature"] = call.Signature;

            await endpoint.AnswerAsync(context, call.Provider);

            var status = context.Response.StatusCode;
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Statuses.ShouldContain(status, $"{Seed.Text}, call {i}");
            if (status == 200) call.IsSigned.ShouldBeTrue($"{Seed.Text}, call {i}: taken without a right signature");
            if (call.IsGenuine) status.ShouldBe(200, $"{Seed.Text}, call {i}");
        }

        // Each genuine one, and nothing else.
        await WebhookHost.UntilAsync(() => Task.FromResult(genuine.All(id => host.Cluster.Patches.Any(p => p.Body.Contains($"\"{id}\"", StringComparison.Ordinal)))));
        var numbered = host.Cluster.Patches.Select(p => JsonNode.Parse(p.Body)!["metadata"]!["annotations"]!["onair.dev/callback"]!.GetValue<string>())
            .Where(id => id.Length > 1 && id[0] == 'e' && id.Skip(1).All(char.IsAsciiDigit));
        numbered.ShouldBe(genuine, ignoreOrder: true, Seed.Text);
        host.Logged.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal), Seed.Text);
        answers.Keys.ShouldBe([200, 400, 401, 404], ignoreOrder: true, $"{Seed.Text}: every kind of answer was seen: {string.Join(", ", answers)}");
        answers[401].ShouldBeGreaterThan(Count / 4);
    }

    private static Call Generate(Random random, int i, DateTimeOffset now)
    {
        var body = Event($"e{i}", random.Next(2) == 0 ? "asset" : "upload", random.Next(3) switch { 0 => "a1", 1 => "u1", _ => $"x{i}" }, random.Next(3) == 0 ? "t1" : null);
        var provider = Providers[random.Next(Providers.Length)];
        var bytes = Encoding.UTF8.GetBytes(body);
        switch (random.Next(10))
        {
            // Genuine, now and then: or nothing would show that the rest is refused for its signature.
            case 0 when i % 20 == 0:
                return new("mux", Encoding.UTF8.GetBytes(Event($"e{i}", "asset", "a1")), Signature(Event($"e{i}", "asset", "a1"), now), IsSigned: true, IsGenuine: true);
            // Signed, but whatever it says.
            case 1:
                var odd = Bodies[random.Next(Bodies.Length)];
                return new("mux", Encoding.UTF8.GetBytes(odd), Signature(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(odd)), now), IsSigned: true);
            case 2:
                return new(provider, Noise(random, random.Next(2000)), Text(random, random.Next(200)));
            case 3:
                return new(provider, bytes, null);
            case 4:
                return new(provider, bytes, Signature(body, now.AddSeconds(random.Next(2) == 0 ? -301 - random.Next(100_000) : 301 + random.Next(100_000))));
            case 5:
                return new(provider, bytes, Signature(body, now, Text(random, random.Next(40)) + "?"));
            case 6:
                // A flipped bit of the body.
                var flipped = bytes.ToArray();
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return new(provider, flipped, Signature(body, now));
            case 7:
                return new(provider, bytes[..random.Next(bytes.Length)], Signature(body, now));
            case 8:
                return new(provider, [.. bytes, .. Noise(random, 1 + random.Next(10))], Signature(body, now));
            default:
                return new(provider, bytes, Mutated(random, Signature(body, now)));
        }
    }

    // Never the signature itself: letters that are none of it take the place of some.
    private static string Mutated(Random random, string signature) => random.Next(6) switch
    {
        0 => signature[..random.Next(signature.Length)],
        1 => signature.Replace("v1=", $"v{random.Next(2, 9)}=", StringComparison.Ordinal),
        2 => signature.Replace("t=", $"t={random.Next(1, 9)}", StringComparison.Ordinal),
        3 => signature.Replace(",", new string(',', 5000), StringComparison.Ordinal),
        4 => string.Concat(Enumerable.Repeat("v1=00,", 500)),
        _ => signature.Remove(signature.Length - 1 - random.Next(60), 1).Insert(20, Text(random, 3)),
    };

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static string Text(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(1, 0x2000))]);

    private sealed record Call(string Provider, byte[] Body, string? Signature, bool IsSigned = false, bool IsGenuine = false);
}
