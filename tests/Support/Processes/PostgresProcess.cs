using System.Diagnostics;
using System.Globalization;

namespace Onair.Tests.Support;

/// <summary>A PostgreSQL of its own, from Debian's package, in a temporary folder and on loopback.</summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-postgres-");
    private readonly int _port = FreePorts.Take(1)[0];
    private readonly string _password = Guid.NewGuid().ToString("N");
    private ChildProcess? _process;

    private PostgresProcess()
    {
    }

    /// <summary>How the service connects.</summary>
    public string ConnectionString => ConnectionStringAt(_port);

    /// <summary>The port on loopback.</summary>
    public int Port => _port;

    /// <summary>How a service connects by another port of loopback, that of a proxy.</summary>
    public string ConnectionStringAt(int port) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=onair;Password={_password};Database=postgres");

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Creates and starts one.</summary>
    public static async Task<PostgresProcess> StartNewAsync()
    {
        var postgres = new PostgresProcess();
        await postgres.InitializeAsync();
        await postgres.StartAsync();
        return postgres;
    }

    /// <summary>Starts it, and returns when it answers.</summary>
    public async Task StartAsync()
    {
        _process = await RunAsync(
            "postgres", "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder.FullName}",
            "-c", "fsync=off", "-c", "max_connections=100");
        await Eventually.ShouldBeAsync(AnswersAsync, () => $"PostgreSQL answers; it said:\n{_process.Tail()}", seconds: 60);
    }

    /// <summary>SIGKILL of the server, as a crash of its node.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        // The processes of its connections end when they notice that the first is gone; the lock file stays.
        await _process.DisposeAsync();
        _process = null;
        var pid = Path.Combine(Data, "postmaster.pid");
        if (File.Exists(pid)) File.Delete(pid);
    }

    /// <summary>Runs SQL, and returns the rows as psql prints them without alignment.</summary>
    public async Task<string> QueryAsync(string sql)
    {
        using var psql = Process.Start(new ProcessStartInfo("psql", ["-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", "onair", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-Atc", sql])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = _password },
        })!;
        var errors = psql.StandardError.ReadToEndAsync();
        var output = await psql.StandardOutput.ReadToEndAsync();
        await psql.WaitForExitAsync();
        return psql.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"psql: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private async Task InitializeAsync()
    {
        // PostgreSQL refuses to run as root (https://www.postgresql.org/docs/15/postgres-user.html).
        if (Environment.UserName == "root") using (var chown = Process.Start("chown", ["postgres", _folder.FullName])) await chown.WaitForExitAsync();
        var password = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(password, _password);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await using var initdb = await RunAsync("initdb", "-D", Data, "-U", "onair", "--auth=scram-sha-256", $"--pwfile={password}", "--no-sync", "--encoding=UTF8", "--locale=C");
        await initdb.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        initdb.ExitCode.ShouldBe(0, initdb.Tail());
    }

    private async Task<bool> AnswersAsync()
    {
        _process!.HasExited.ShouldBeFalse(_process.Tail());
        try
        {
            return await QueryAsync("SELECT 1") == "1";
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private Task<ChildProcess> RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs(), program);
        var log = Path.Combine(Path.GetTempPath(), $"{_folder.Name}.log");
        return Environment.UserName == "root"
            ? ChildProcess.StartAsync("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--pdeathsig", "KILL", "--", path, .. arguments], log)
            : ChildProcess.StartAsync(path, arguments, log);
    }

    // Debian keeps the programs of each version in a folder of its own.
    private static string Programs() => Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        ?? throw new DirectoryNotFoundException("PostgreSQL is missing: apt-get install postgresql");
}
