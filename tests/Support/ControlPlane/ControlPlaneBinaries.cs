namespace Onair.Tests.Support;

/// <summary>Where etcd and kube-apiserver are: <c>ONAIR_KUBE_BIN</c>, else the cache that hack/cluster/binaries.sh fills.</summary>
public static class ControlPlaneBinaries
{
    public static string Etcd => Find("etcd");

    public static string ApiServer => Find("kube-apiserver");

    private static string Find(string name)
    {
        var folder = Environment.GetEnvironmentVariable("ONAIR_KUBE_BIN") is { Length: > 0 } given ? given : Path.Combine(Cache(), "onair/kubernetes-1.20.2/bin");
        var file = Path.Combine(folder, name);
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"{file} is missing: run hack/cluster/binaries.sh --api-only, or set ONAIR_KUBE_BIN to a folder with etcd and kube-apiserver");
    }

    private static string Cache() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
