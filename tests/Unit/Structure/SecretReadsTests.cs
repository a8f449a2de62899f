using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Structure;

/// <summary>
/// Secrets are read and written in one folder, lib/Kubernetes/Secrets, whose reader asks for the label. Each other place could send the Secret of
/// somebody else away.
/// </summary>
public sealed partial class SecretReadsTests
{
    private const string Folder = "lib/Kubernetes/Secrets/";

    // The table of built-in kinds declares the type, and its JSON.
    private static readonly string[] Declarations = ["lib/Kubernetes/Resources/BuiltInResources.cs", "lib/Kubernetes/Resources/KubernetesJsonContext.cs"];

    // What a pod mounts or gets as a variable is read by the kubelet. Both name the Secret of the pod itself, which Onair writes.
    private static readonly string[] PodsWithTheirOwnSecret = ["operator/ArchiveSplits/Engines/Pods/SplitterJob.cs", "operator/Connectors/Pods/AttemptPod.cs"];

    public static TheoryData<string> Projects => [.. SourceFile.Projects.Where(project => !project.StartsWith("emulator", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Nothing_else_asks_the_API_server_for_a_Secret(string project) => SourceFile.Of(project)
        .Where(file => !Path(project, file).StartsWith(Folder, StringComparison.Ordinal) && !Declarations.Contains(Path(project, file)))
        .SelectMany(file => Accesses(file.Code).Select(line => $"{Path(project, file)}: {line}"))
        .ShouldBeEmpty("read it with SecretReader, or write it with OwnedSecretWriter");

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_pod_gets_a_Secret_by_a_name_that_a_user_gives(string project) => SourceFile.Of(project)
        .Where(file => Mounts().IsMatch(file.Code) && !PodsWithTheirOwnSecret.Contains(Path(project, file)))
        .Select(file => Path(project, file))
        .ShouldBeEmpty("a pod may mount only the Secret that Onair wrote for it; a name that a user gives goes through SecretReader first");

    [Theory]
    [InlineData("await client.FindAsync(BuiltInResources.Secrets, name, ns, cancellationToken)", true)]
    [InlineData("services.AddInformer(BuiltInResources.Secrets, o => o.Namespace = ns)", true)]
    [InlineData("var type = BuiltInResources.Secrets;", true)]
    [InlineData("new ResourceType<V1Secret>(\"\", \"v1\", \"secrets\", \"Secret\", a, b)", true)]
    [InlineData("new Informer<V1Secret>(client, type)", true)]
    [InlineData("kubernetes.CoreV1.ReadNamespacedSecretAsync(name, ns)", true)]
    [InlineData("kubernetes.CoreV1.ListSecretForAllNamespacesAsync()", true)]
    [InlineData("\"/api/v1/namespaces/x/secrets/y\"", true)]
    [InlineData("Permission.To(\"get\", BuiltInResources.Secrets)", false)]
    [InlineData("static bool IsComplete(V1Secret secret) => secret.GetData(Key) is not null;", false)]
    [InlineData("public IReadOnlyList<Informer<V1Secret>> Informers { get; }", false)]
    public void An_access_is_found_however_it_is_written(string code, bool isFound) => Accesses(code).Any().ShouldBe(isFound);

    [Fact]
    public void The_folder_itself_is_where_the_scan_finds_them() =>
        SourceFile.Of("lib/Kubernetes").Where(file => Accesses(file.Code).Any() && Path("lib/Kubernetes", file).StartsWith(Folder, StringComparison.Ordinal)).Select(file => System.IO.Path.GetFileName(file.Path))
            .ShouldBe(["InstalledSecretWriter.cs", "OwnedSecretWriter.cs", "SecretReader.cs"], ignoreOrder: true);

    private static string Path(string project, SourceFile file) => $"{project}/{file.Path}";

    // A permission names the resource and reads nothing.
    private static IEnumerable<string> Accesses(string code) => Permission().Replace(code, "").Split('\n').Where(line => Access().IsMatch(line)).Select(line => line.Trim());

    [GeneratedRegex(@"BuiltInResources\.Secrets\b|new ResourceType<V1Secret>|new Informer<V1Secret>|(Namespaced|List)Secret|namespaces/[^""]*secrets|""secrets""")]
    private static partial Regex Access();

    [GeneratedRegex(@"Permission\.To\(""\w+"", BuiltInResources\.Secrets\)|Kind == ""secrets""")]
    private static partial Regex Permission();

    [GeneratedRegex(@"V1SecretVolumeSource|V1SecretKeySelector|V1SecretEnvSource|V1SecretProjection|""secretKeyRef""|""secretName""|\bSecretKeyRef\b")]
    private static partial Regex Mounts();
}
