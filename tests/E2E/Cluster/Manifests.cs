using System.Text.Json.Nodes;
using Onair.Kubernetes.Secrets;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>Parts of what the tests apply besides streams.</summary>
internal static class Manifests
{
    /// <summary>A Secret that Onair may read.</summary>
    public static JsonObject Secret(string ns, string name, params (string Key, string Value)[] entries) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns, ["labels"] = new JsonObject { [SecretLabel.Name] = SecretLabel.Value } },
        ["stringData"] = new JsonObject(entries.Select(it => KeyValuePair.Create(it.Key, (JsonNode?)it.Value))),
    };

    public static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    public static JsonObject FromSecret(string name, string secret, string key) => new()
    {
        ["name"] = name,
        ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = secret, ["key"] = key } },
    };

    /// <summary>A pod of one container that is ready when it listens; with an empty <c>/tmp</c>.</summary>
    public static JsonObject Pod(
        string image, IEnumerable<string> command, IEnumerable<JsonObject> environment, int port, params (string Name, string Path, JsonObject Source)[] volumes)
    {
        (string Name, string Path, JsonObject Source)[] all = [("tmp", "/tmp", new() { ["emptyDir"] = new JsonObject() }), .. volumes];
        return new()
        {
            ["automountServiceAccountToken"] = false,
            ["terminationGracePeriodSeconds"] = 1,
            ["securityContext"] = new JsonObject { ["runAsNonRoot"] = true, ["runAsUser"] = 65532, ["runAsGroup"] = 65532, ["fsGroup"] = 65532 },
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["image"] = image,
                ["imagePullPolicy"] = "IfNotPresent",
                ["command"] = new JsonArray([.. command.Select(it => (JsonNode)it)]),
                ["env"] = new JsonArray([.. environment]),
                ["readinessProbe"] = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = port }, ["periodSeconds"] = 1 },
                ["volumeMounts"] = new JsonArray([.. all.Select(it => new JsonObject { ["name"] = it.Name, ["mountPath"] = it.Path })]),
            }),
            ["volumes"] = new JsonArray([.. all.Select(it =>
            {
                it.Source["name"] = it.Name;
                return it.Source;
            })]),
        };
    }

    /// <summary>The image with ffmpeg, nginx-rtmp and the emulator.</summary>
    public static async Task<string> MediaImageAsync(Kubectl kubectl) =>
        System.Environment.GetEnvironmentVariable("ONAIR_MEDIA_IMAGE") is { Length: > 0 } given
            ? given
            : await kubectl.RunAsync(
                "get", "deployment/onair-emulator", "--namespace=onair-system", "--output=jsonpath={.spec.template.spec.containers[0].image}");
}
