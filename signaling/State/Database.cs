using System.Data.Common;
using Npgsql;

namespace Onair.Signaling.State;

/// <summary>PostgreSQL, and whether it answers.</summary>
internal sealed partial class Database : IAsyncDisposable
{
    // A page waits for the answer.
    private const int TimeoutSeconds = 5;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger<Database> _logger;
    private readonly Lock _lock = new();
    private DateTimeOffset? _upSince;
    private long _offsetTicks;

    public Database(SignalingSettings settings, TimeProvider time, ILogger<Database> logger)
    {
        (_time, _logger) = (time, logger);
        var builder = new NpgsqlSlimDataSourceBuilder(settings.Database);
        builder.ConnectionStringBuilder.Timeout = TimeoutSeconds;
        builder.ConnectionStringBuilder.CommandTimeout = TimeoutSeconds;
        builder.ConnectionStringBuilder.KeepAlive = TimeoutSeconds;
        builder.ConnectionStringBuilder.MaxPoolSize = Math.Min(builder.ConnectionStringBuilder.MaxPoolSize, 20);
        builder.ConnectionStringBuilder.ApplicationName = "onair-signaling";
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        _source = builder.Build();
    }

    /// <summary>Whether the last work succeeded. While it is false, work fails at once, except for <see cref="ProbeAsync"/>.</summary>
    public bool IsUp => UpSince is not null;

    /// <summary>Since when work succeeds.</summary>
    public DateTimeOffset? UpSince
    {
        get
        {
            lock (_lock) return _upSince;
        }
    }

    /// <summary>PostgreSQL's clock, which all replicas share.</summary>
    public DateTimeOffset Now => _time.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>A connection of its own, for LISTEN.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    /// <summary>Does work in one transaction, and sends its notices if it succeeds.</summary>
    /// <exception cref="DatabaseAwayException">PostgreSQL does not answer.</exception>
    public async Task<T> DoAsync<T>(Func<Session, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!IsUp) throw new DatabaseAwayException();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await TryAsync(work);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation)
        {
            // Another replica was faster. Its work is visible now.
            return await TryAsync(work);
        }
    }

    /// <summary>Does work that returns nothing.</summary>
    public Task DoAsync(Func<Session, Task> work, CancellationToken cancellationToken) => DoAsync(
        async session =>
        {
            await work(session);
            return true;
        }, cancellationToken);

    /// <summary>Does work even while PostgreSQL is away, to see whether it is back.</summary>
    public async Task ProbeAsync(Func<Session, Task<DateTimeOffset>> work, CancellationToken cancellationToken)
    {
        var before = _time.GetUtcNow();
        cancellationToken.ThrowIfCancellationRequested();
        var now = await TryAsync(work);
        Interlocked.Exchange(ref _offsetTicks, (now - (before + ((_time.GetUtcNow() - before) / 2))).Ticks);
        lock (_lock)
        {
            if (_upSince is not null) return;
            _upSince = now;
        }
        LogUp();
    }

    /// <summary>Remembers that PostgreSQL is away.</summary>
    public void Down(Exception reason)
    {
        lock (_lock)
        {
            if (_upSince is null) return;
            _upSince = null;
        }
        LogDown(reason);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    // To cancel a command costs another connection, and breaks its own. Transactions are short.
    private async Task<T> TryAsync<T>(Func<Session, Task<T>> work)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var session = new Session(connection);
            var result = await work(session);
            await session.SendNoticesAsync();
            await transaction.CommitAsync();
            return result;
        }
        catch (Exception e) when (IsAway(e))
        {
            Down(e);
            throw new DatabaseAwayException(e);
        }
    }

    // Class 57 has shutdowns and crashes, class 53 a lack of connections (appendix A of PostgreSQL's manual).
    private static bool IsAway(Exception e) => e switch
    {
        PostgresException p => p.SqlState.StartsWith("57", StringComparison.Ordinal) || p.SqlState.StartsWith("53", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal),
        DbException or TimeoutException or IOException or System.Net.Sockets.SocketException or OperationCanceledException => true,
        _ => false,
    };

    [LoggerMessage(1, LogLevel.Information, "PostgreSQL answers")]
    private partial void LogUp();

    [LoggerMessage(2, LogLevel.Warning, "PostgreSQL does not answer. Broadcasts continue, and accounting is kept in memory until it returns.")]
    private partial void LogDown(Exception reason);
}

/// <summary>PostgreSQL does not answer.</summary>
internal sealed class DatabaseAwayException(Exception? inner = null) : Exception("PostgreSQL does not answer", inner);
