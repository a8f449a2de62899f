using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using k8s;
using k8s.Models;

namespace Onair.Tests.Bench.Admission;

/// <summary>
/// Brings a Secret into a folder as the kubelet does: some time after it changed, and all keys at once, by renaming a link to a
/// folder of that version.
/// </summary>
internal sealed class Kubelet(IKubernetes kubernetes, string ns, string name, TimeSpan delay) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-kubelet-");

    public string Folder => _folder.FullName;

    /// <summary>Versions that were brought.</summary>
    public int Copies { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? brought = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await kubernetes.CoreV1.ReadNamespacedSecretAsync(name, ns, cancellationToken: cancellationToken).OrNullAsync() is { } secret && secret.Metadata.ResourceVersion != brought)
                {
                    await Task.Delay(Copies == 0 ? TimeSpan.Zero : delay, cancellationToken);
                    await BringAsync(secret, cancellationToken);
                    brought = secret.Metadata.ResourceVersion;
                }
                await Task.Delay(Interval, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task BringAsync(V1Secret secret, CancellationToken cancellationToken)
    {
        var version = _folder.CreateSubdirectory($"..{Copies.ToString(CultureInfo.InvariantCulture)}");
        foreach (var (key, value) in secret.Data!)
        {
            await File.WriteAllBytesAsync(Path.Combine(version.FullName, key), value, cancellationToken);
            if (Copies == 0) File.CreateSymbolicLink(Path.Combine(Folder, key), Path.Combine("..data", key));
        }
        File.CreateSymbolicLink(Path.Combine(Folder, "..data_tmp"), version.Name);
        if (Rename(Path.Combine(Folder, "..data_tmp"), Path.Combine(Folder, "..data")) != 0) throw new Win32Exception();
        Copies++;
    }

    // File.Move and Directory.Move do not put a link to a folder in the place of another.
    [DllImport("libc", EntryPoint = "rename", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
