using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Tests.Manifests;
using Onair.VideoActions.Templates;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>Maps that are another service's with some of their texts changed, and what they meet.</summary>
internal sealed class MapGenerator(Random random)
{
    private static readonly JsonObject Original = (JsonObject)YamlJson.Read(File.ReadAllText(Path.Combine(Checkout.Root, "lib", "VideoActions", "mux.yaml"))).DeepClone();

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{", "}}}", "{", "}", "{{token}}", "{{asset.id}}", "{{upload.id}}", "{{json token}}", "{{json resource.title}}", "{{urlEncode token}}", "{{base64 token \":\" token}}",
        "{{#if resource.title}}", "{{else}}", "{{/if}}", "{{#unless token}}", "{{/unless}}", "{{credentials.tokenSecret}}", "{{json credentials.tokenSecret}}", "{{variables.api}}", "{{playback.token}}", "{{thumbnail.width}}",
        "{{> x}}", "{{#each x}}", "{{/each}}", "{{!-- x --}}", "{{~token~}}", "{{&token}}", "{{lookup a b}}", "{{@root.token}}", "{{../x}}", "{{this}}", "{{resource.metadata.x}}", "{{constructor}}",
        "https://x.example.com/", "http://", "..", "%2e%2e", "\\", "\"", "'", "/", "?", "#", "@", ":", " ", "\n", "\r\n", "\0", "ü", "漢", "😀", "\ud800", "null", "1", "[", "]", ",",
        "$", "$.", "$..", "$.a", "[*]", "[0]", "[?(@.a == 'b')]", "[?(@.a =~ /(a+)+$/)]", "[?(", "@.a", "&&", "||", "['a','b']", "[1:2]", "[-1:]", ".data", ".status", ".id", "*",
    ];

    /// <summary>A map.</summary>
    public VideoSpec Map()
    {
        var map = (JsonObject)Original.DeepClone();
        var texts = Texts(map).ToList();
        for (var i = random.Next(3); i >= 0; i--)
        {
            var (parent, key) = texts[random.Next(texts.Count)];
            if (parent[key] is not JsonValue value || value.GetValueKind() != JsonValueKind.String) continue;
            if (random.Next(12) == 0 && parent.Count > 1) parent.Remove(key);
            else parent[key] = Changed((string)value!);
        }

        return new JsonObject { ["spec"] = new JsonObject { ["video"] = map } }.Deserialize(OnairJsonContext.Default.MediaProvider)!.Spec.Video!;
    }

    /// <summary>Values, with a secret among them.</summary>
    public TemplateInput Values(string secret) => new()
    {
        Credentials = random.Next(10) == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["tokenId"] = secret, ["tokenSecret"] = random.Next(5) == 0 ? $"{secret}\r\n" : secret },
        Resource = new()
        {
            Title = Maybe(),
            Description = Maybe(),
            PlaybackPolicy = (PlaybackPolicy)random.Next(2),
            Source = new() { DirectUpload = random.Next(2) == 0 ? null : new() { CorsOrigin = Maybe() } },
            Thumbnail = new() { TimeSeconds = random.NextDouble() * 1000, Height = random.Next(2) == 0 ? null : 100 },
        },
        ResourceName = ("ns", "name"),
        Token = "uid/1",
        UploadId = Id(),
        AssetId = Id(),
        SourceUrl = $"https://x.example.com/{Text(3)}",
        Page = random.Next(4) == 0 ? null : 1,
    };

    /// <summary>An id, mostly a plain one.</summary>
    public string Id() => random.Next(3) > 0 ? "id-1" : Text(3);

    /// <summary>An answer, mostly one that has something where Mux's map looks.</summary>
    public string Answer() => random.Next(6) switch
    {
        0 => Text(8),
        1 => new string('[', random.Next(200)) + new string(']', random.Next(200)),
        2 => Value(4)?.ToJsonString() ?? "null",
        _ => new JsonObject
        {
            ["id"] = Value(0),
            ["object"] = new JsonObject { ["type"] = random.Next(2) == 0 ? "upload" : "asset", ["id"] = Value(0) },
            ["data"] = random.Next(5) == 0 ? new JsonArray(Value(3), Value(3)) : new JsonObject
            {
                ["id"] = random.Next(3) == 0 ? Value(1) : "id-1",
                ["url"] = random.Next(3) == 0 ? Value(1) : "https://x.example.com/",
                ["asset_id"] = Value(1),
                ["duration"] = Value(1),
                ["passthrough"] = Value(1),
                ["status"] = random.Next(4) == 0 ? Value(1) : new[] { "ready", "preparing", "errored", "waiting", "asset_created" }[random.Next(5)],
                ["playback_ids"] = new JsonArray(new JsonObject { ["id"] = "p" }),
                ["tracks"] = Value(3),
                ["errors"] = Value(3),
            },
        }.ToJsonString(),
    };

    private static IEnumerable<(JsonObject Parent, string Key)> Texts(JsonObject node) => node.SelectMany(pair => pair.Value switch
    {
        JsonObject child => Texts(child),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && pair.Key is not ("method" or "scheme") && (node.Parent as JsonObject)?["states"] != node => [(node, pair.Key)],
        _ => [],
    });

    private string Changed(string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(5) switch
        {
            0 => Text(8),
            1 => text[..at],
            2 => text.Remove(at, Math.Min(random.Next(6), text.Length - at)),
            3 when random.Next(20) == 0 => text.Insert(at, string.Concat(Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(3000)))),
            _ => text.Insert(at, Text(2)),
        };
    }

    private string Text(int most) => string.Concat(Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private string? Maybe() => random.Next(3) == 0 ? null : Text(3);

    private JsonNode? Value(int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(Text(2).Replace('\ud800', 'x')),
        2 => JsonValue.Create(random.NextDouble() * Math.Pow(10, random.Next(-10, 300))),
        3 => JsonValue.Create(random.Next(-5, 5000)),
        4 => JsonValue.Create(random.Next(2) == 0),
        5 => JsonValue.Create("12.5"),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create(new[] { "type", "id", "a", "data" }[i], Value(depth - 1)))),
    };
}
