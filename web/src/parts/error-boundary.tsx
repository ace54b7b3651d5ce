import { Component, type ReactNode } from 'react';

/** Shows an error in place of a view that failed; the rest of the page keeps working. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="notice notice-error" role="alert">
        <h2>This view has failed</h2>
        <p>{this.state.error.message}</p>
        <p>This is a bug: please report it. Reload the page to continue.</p>
      </div>
    );
  }
}
