using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Onair.Emulator.Media;

namespace Onair.Tests.Unit.Emulator.Ivs;

/// <summary>What tests of IVS begin with.</summary>
internal static class IvsFixtures
{
    /// <summary>A channel that was just created.</summary>
    /// <param name="Arn">Its ARN.</param>
    /// <param name="Id">The ARN's last part.</param>
    /// <param name="KeyArn">Its stream key.</param>
    /// <param name="Key">The key's value.</param>
    internal sealed record Created(string Arn, string Id, string KeyArn, string Key);

    public static async Task<Created> IvsChannelAsync(this ControlPlane plane, string request = "{}")
    {
        var (status, body) = await plane.Ivs("CreateChannel", request);
        status.ShouldBe(200, body.ToJsonString());
        var arn = (string)body["channel"]!["arn"]!;
        return new Created(arn, arn[(arn.LastIndexOf('/') + 1)..], (string)body["streamKey"]!["arn"]!, (string)body["streamKey"]!["value"]!);
    }

    /// <summary>An encoder pushes video to the channel.</summary>
    public static void Push(this ControlPlane plane, Created channel)
    {
        plane.Media.Receiving = true;
        plane.Get<DeclaredPushes>().Begin(channel.Id);
    }

    /// <summary>GetStream, once the media engine has been told of the push, which it is on another thread.</summary>
    public static async Task<JsonNode> LiveAsync(this ControlPlane plane, Created channel)
    {
        JsonNode? stream = null;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                var (status, body) = await plane.Ivs("GetStream", Json("channelArn", channel.Arn));
                stream = body["stream"];
                return status == 200;
            },
            () => "the stream is live");
        return stream!;
    }

    public static string Json(string name, string value) => new JsonObject { [name] = value }.ToJsonString();

    /// <summary>Imports the public half of a new key pair.</summary>
    public static async Task<(string Arn, ECDsa Pair)> PlaybackKeyAsync(this ControlPlane plane)
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var (status, body) = await plane.Ivs("ImportPlaybackKeyPair", Json("publicKeyMaterial", pair.ExportSubjectPublicKeyInfoPem()));
        status.ShouldBe(200, body.ToJsonString());
        return ((string)body["keyPair"]!["arn"]!, pair);
    }
}
